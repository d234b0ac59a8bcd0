import type { EntityManager } from 'typeorm';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { name } from '../../http/input/rules.js';
import type { Permission } from './permissions.js';

/** The maximum length of an id, in code points. */
const MAX_ID_LENGTH = 255;

/** The rule for the ids of owners, tenants, credentials and requests, and for the other names in a record. */
export const idRule = name(MAX_ID_LENGTH);

/** An owner of preferences within a tenant. Both ids are compared byte for byte and never normalised. */
export interface Owner {
  /** A user or an agent: 1 to 255 code points, no control characters, no lone surrogates, not `.` or `..`. */
  ownerId: string;
  /** The owner's organisation, with the same rules. It is absent or `''` when there is only one organisation. */
  tenantId?: string;
}

/** The authenticated party behind a request. */
export interface Caller extends Owner {
  permissions: readonly Permission[];
  /** The id of the caller's credential, for the record of changes. */
  credentialId?: string;
}

/**
 * Checks an owner and returns it with both ids.
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
 * Checks a tenant's id and returns it, or `''` when it is absent.
 * @throws InvalidInputError
 */
export function checkedTenant({ tenantId }: Pick<Owner, 'tenantId'>): string {
  return checkedOwner({ ownerId: '-', tenantId }).tenantId;
}

/**
 * Checks the ids of a caller that a host supplied.
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

/**
 * The context of a call to a service: its transaction, and the origin of a change. Ids and names follow the rules of
 * `Owner`.
 */
export interface CallContext {
  /** Who makes the change. The default is `system`. */
  actor?: string;
  /** The id of the actor's credential. */
  credentialId?: string;
  /** The origin of the change. The default is `service`. Over HTTP it is `api`, or `on_behalf` for another owner. */
  via?: string;
  /** The id of the request that makes the change. */
  requestId?: string;
  /**
   * The manager that runs the call. If it is bound to a query runner, as in `dataSource.transaction`, the call joins
   * the transaction there, and the host must retry the transaction. Otherwise the call has its own transaction.
   */
  manager?: EntityManager;
}

/** The origin of a change in its record. */
export type Provenance = Required<Pick<CallContext, 'actor' | 'via'>> &
  Pick<CallContext, 'credentialId' | 'requestId'>;

/**
 * Checks the origin of a change and fills in the defaults.
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
