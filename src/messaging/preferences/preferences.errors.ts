import { DomainError } from '../../http/problems/domain.error.js';
import { PROBLEMS } from '../../http/problems/problem-codes.js';

/** The owner has no preference with this id. The error does not reveal whether another owner has one. */
export class PreferenceNotFoundError extends DomainError {
  override readonly name = 'PreferenceNotFoundError';
  readonly code = 'not_found';

  constructor() {
    super(
      'There is no preference with this id. To read the preference for a category, list preferences with ?category=.',
    );
  }
}

/** The preference does not have the version in `ifMatch`, or exists despite `ifNoneMatch`. The call changed nothing. */
export class PreconditionFailedError extends DomainError {
  override readonly name = 'PreconditionFailedError';
  readonly code = 'precondition_failed';

  constructor(
    /** The positions of these preferences in a batch, from 0. It is empty for a single preference. */
    readonly positions: readonly number[] = [],
  ) {
    super(
      PROBLEMS.precondition_failed.detail,
      positions.map((position) => ({
        path: ['preferences', position, 'ifMatch'],
        code: 'precondition_failed',
        fault: 'is not the current version: the preference was changed or deleted.',
      })),
    );
  }
}
