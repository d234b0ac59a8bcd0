import type { EntityManager } from 'typeorm';
import { InvalidInputError } from './invalid-input.error.js';
import { nameFault } from './text.js';

/** How a call to a service is carried out, and what its record says. Ids and names follow the rules of `Owner`. */
export interface CallContext {
  /** Who makes the change; absent, it is `system`. */
  actor?: string;
  /** Names the credential that the actor used. */
  credentialId?: string;
  /** By what way the change came; absent, it is `service`. Over HTTP it is `api`, or `on_behalf` of another owner. */
  via?: string;
  /** The request that the change came with. */
  requestId?: string;
  /**
   * Where the call runs. Bound to a query runner, as in `dataSource.transaction`, the call joins the
   * transaction there and leaves retrying to whoever opened it; else it is a transaction of its own.
   */
  manager?: EntityManager;
}

/** What the record of a change says about how it came. */
export type Provenance = Required<Pick<CallContext, 'actor' | 'via'>> &
  Pick<CallContext, 'credentialId' | 'requestId'>;

/**
 * Where a change comes from, with what was left out filled in.
 * @throws InvalidInputError
 */
export function checkedProvenance(context: CallContext): Provenance {
  const { actor = 'system', via = 'service', credentialId, requestId } = context;
  const provenance = { actor, via, credentialId, requestId };
  for (const [field, value] of Object.entries(provenance) as [string, unknown][]) {
    if (value === undefined) continue;
    const fault = typeof value === 'string' ? nameFault(value, 255) : 'must be a string.';
    if (fault) throw new InvalidInputError(field, fault);
  }
  return provenance;
}
