import { DomainError, type WrongValue } from '../../http/problems/domain.error.js';

/** The registry has no such category, or it is not the tenant's own. */
export class CategoryNotFoundError extends DomainError {
  override readonly name = 'CategoryNotFoundError';
  readonly code = 'not_found';

  constructor() {
    super('There is no such category in the registry.');
  }
}

/** Only registered categories are taken (the option `strictCategories`), and these are not; nothing was done. */
export class UnknownCategoryError extends DomainError {
  override readonly name = 'UnknownCategoryError';
  readonly code = 'unknown_category';

  constructor(
    /** The categories that are not registered, in the order in which they were given. */
    readonly categories: readonly string[],
    wrong: readonly WrongValue[],
  ) {
    const names = categories.map((category) => JSON.stringify(category)).join(', ');
    super(`Not a registered category: ${names}.`, wrong);
  }
}
