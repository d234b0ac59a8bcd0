import { DomainError } from '../../http/problems/domain.error.js';

/** The owner has no preference of that id; whether another owner has one is not told. */
export class PreferenceNotFoundError extends DomainError {
  override readonly name = 'PreferenceNotFoundError';
  readonly code = 'not_found';

  constructor() {
    super('There is no such preference.');
  }
}

/** The preference is no longer the one that a call's `ifMatch` names, or exists despite `ifNoneMatch`; nothing was done. */
export class PreconditionFailedError extends DomainError {
  override readonly name = 'PreconditionFailedError';
  readonly code = 'precondition_failed';

  constructor(
    /** Which ones of many, counted from 0; empty where there was one. */
    readonly positions: readonly number[] = [],
  ) {
    super(
      'The preference has changed since, or is gone. Read it again and decide anew.',
      positions.map((position) => ({
        path: ['preferences', position, 'ifMatch'],
        code: 'precondition_failed',
        fault: 'is of another version: the preference has changed since, or is gone.',
      })),
    );
  }
}
