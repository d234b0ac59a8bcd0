/** The registry has no such category, or it is not the tenant's own. */
export class CategoryNotFoundError extends Error {
  override readonly name = 'CategoryNotFoundError';

  constructor() {
    super('There is no such category in the registry.');
  }
}
