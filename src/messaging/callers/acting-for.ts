import { DomainError } from '../../http/problems/domain.error.js';
import type { Caller } from './caller.js';
import type { CallersOptions } from './callers.options.js';

const MAX_NAMED = 100;
const AT_ONCE = 100;

/** The caller may not act for some of the owners in a list. It does not reveal whether they exist. */
export class OwnersNotFoundError extends DomainError {
  override readonly name = 'OwnersNotFoundError';
  readonly code = 'not_found';

  /** @param positions the positions of these owners in `ownerIds`, from 0 */
  constructor(positions: readonly number[]) {
    super(
      `There are no such owners: ${positions.length} of the ids. The errors name the first ${MAX_NAMED}.`,
      positions.slice(0, MAX_NAMED).map((position) => ({
        path: ['ownerIds', position],
        code: 'not_found',
        fault: 'is not an owner that you may act for.',
      })),
    );
  }
}

/**
 * Asks the option `mayActFor` about every owner, a hundred at a time.
 * @throws OwnersNotFoundError with the owners that it refuses
 */
export async function refuseOwners(
  { mayActFor }: Pick<CallersOptions, 'mayActFor'>,
  caller: Caller,
  ownerIds: readonly string[],
): Promise<void> {
  if (!mayActFor) return;
  const refused: number[] = [];
  for (let start = 0; start < ownerIds.length; start += AT_ONCE) {
    const part = ownerIds.slice(start, start + AT_ONCE);
    const allowed = await Promise.all(part.map(async (ownerId) => mayActFor(caller, ownerId)));
    allowed.forEach((isAllowed, i) => isAllowed || refused.push(start + i));
  }
  if (refused.length > 0) throw new OwnersNotFoundError(refused);
}
