import type { Permission } from '../../messaging/permissions.js';

/** Somebody tried to hand out, or to change, what they do not hold themselves. */
export class ExceedsGrantorError extends Error {
  override readonly name = 'ExceedsGrantorError';

  constructor(
    message: string,
    /** What they would have to hold. */
    readonly missing: readonly Permission[] = [],
  ) {
    super(message);
  }
}
