import { DomainError, type WrongValue } from '../../http/problems/domain.error.js';

/** The registry has no such category, or the category does not belong to the tenant. */
export class CategoryNotFoundError extends DomainError {
  override readonly name = 'CategoryNotFoundError';
  readonly code = 'not_found';

  constructor() {
    super('There is no such category in the registry.');
  }
}

/**
 * A call has categories that are not registered, and the option `strictCategories` is true. The call changed nothing.
 */
export class UnknownCategoryError extends DomainError {
  override readonly name = 'UnknownCategoryError';
  readonly code = 'unknown_category';

  constructor(
    /** The categories that are not registered, in the order of the call. */
    readonly categories: readonly string[],
    wrong: readonly WrongValue[],
  ) {
    const names = categories.map((category) => JSON.stringify(category)).join(', ');
    super(`Only registered categories are accepted. Not registered: ${names}.`, wrong);
  }
}
