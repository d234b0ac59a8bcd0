/** The preference that a call was to replace is no longer the one its `ifMatch` names; nothing was done. */
export class PreconditionFailedError extends Error {
  override readonly name = 'PreconditionFailedError';

  constructor(
    /** Which ones of many, counted from 0; empty where there was one. */
    readonly positions: readonly number[] = [],
  ) {
    super('The preference has changed since, or is gone. Read it again and decide anew.');
  }
}
