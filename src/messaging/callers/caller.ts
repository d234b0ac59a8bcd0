import type { EntityManager } from 'typeorm';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { name } from '../../http/input/rules.js';
import type { Permission } from './permissions.js';

/** The rule of the ids of owners and tenants, of credentials and of whatever else a record names. */
export const idRule = name(255);

/** Whose preferences: an owner within a tenant. Both ids are compared byte for byte, never normalised. */
export interface Owner {
  /** A user or an agent: 1 to 255 code points, no control characters, no lone surrogates, not `.` or `..`. */
  ownerId: string;
  /** The owner's organisation, by the same rules; absent or `''` where there is only one. */
  tenantId?: string;
}

/** The authenticated party behind a request. */
export interface Caller extends Owner {
  permissions: readonly Permission[];
  /** Names the credential that was used, for the record of who did what. */
  credentialId?: string;
}

/**
 * An owner with both ids present and fit to be stored.
 * @throws InvalidInputError
 */
export function checkedOwner(owner: Owner): Required<Owner> {
  if (typeof (owner as unknown) !== 'object' || (owner as unknown) === null) {
    throw InvalidInputError.ofParameter('owner', 'must be an object.', 'invalid_type');
  }
  const { ownerId, tenantId = '' } = owner;
  checkId('ownerId', ownerId);
  if (tenantId !== '') checkId('tenantId', tenantId);
  return { ownerId, tenantId };
}

/**
 * A tenant's id, fit to be stored; `''` where there is only one.
 * @throws InvalidInputError
 */
export function checkedTenant({ tenantId }: Pick<Owner, 'tenantId'>): string {
  return checkedOwner({ ownerId: '-', tenantId }).tenantId;
}

/**
 * A caller as a host supplied it, when its ids keep to the rules.
 * @throws InvalidInputError
 */
export function checkedCaller(caller: Caller): Caller {
  checkedOwner(caller);
  if (caller.credentialId !== undefined) checkId('credentialId', caller.credentialId);
  return caller;
}

/** @throws InvalidInputError */
export function checkId(parameter: string, id: unknown): void {
  const wrong = idRule.check(id);
  if (wrong) throw new InvalidInputError([{ parameter, ...wrong }]);
}

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
