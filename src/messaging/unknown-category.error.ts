/** Only registered categories are taken (the option `strictCategories`), and these are not; nothing was done. */
export class UnknownCategoryError extends Error {
  override readonly name = 'UnknownCategoryError';

  constructor(
    /** Which ones, in the order in which they were given. */
    readonly categories: readonly string[],
  ) {
    const names = categories.map((category) => JSON.stringify(category)).join(', ');
    super(`Not a registered category: ${names}.`);
  }
}
