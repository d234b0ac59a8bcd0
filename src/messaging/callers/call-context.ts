import type { EntityManager } from 'typeorm';
import { checkId } from './caller.js';

/** How a call to a service is carried out, and what its record says. Ids and names follow the rules of `Owner`. */
export interface CallContext {
  /** Who makes the change; `system` unless given. */
  actor?: string;
  /** The id of the credential that the actor used. */
  credentialId?: string;
  /** How the change came; `service` unless given. Over HTTP it is `api`, or `on_behalf` for another owner. */
  via?: string;
  /** The id of the request that the change came with. */
  requestId?: string;
  /**
   * Where the call runs. Bound to a query runner, as in `dataSource.transaction`, the call joins the
   * transaction there and leaves retries to whoever opened it; otherwise it has a transaction of its own.
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
  checkId('actor', actor);
  checkId('via', via);
  if (credentialId !== undefined) checkId('credentialId', credentialId);
  if (requestId !== undefined) checkId('requestId', requestId);
  return { actor, via, credentialId, requestId };
}
