import type { EntityManager } from 'typeorm';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { checkedMembers } from '../../http/input/check-input.js';
import { argument, name, nameFault, optional, type Rule, string } from '../../http/input/rules.js';
import type { Permission } from './permissions.js';

/** The maximum length of an id, in code points. */
const MAX_ID_LENGTH = 255;

/** The rule for the ids of owners, tenants, credentials and requests, and for the other names in a record. */
export const idRule = name(MAX_ID_LENGTH);

/** The rule for the id of a tenant. The empty one means that there is only one organisation. */
export const tenantRule = string({ maxLength: MAX_ID_LENGTH }, (id) =>
  id === '' ? undefined : nameFault(id, MAX_ID_LENGTH),
);

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

const anything = optional(argument(() => true, 'anything'));

/** The rules for an owner. A `Caller` is an owner too; its other members have no effect in services. */
const OWNER_RULES = {
  ownerId: idRule,
  tenantId: optional(tenantRule),
  permissions: anything,
  credentialId: anything,
};

/**
 * Checks an owner and returns it with both ids.
 * @throws InvalidInputError
 */
export function checkedOwner(owner: Owner): Required<Owner> {
  const { ownerId, tenantId = '' } = checkedMembers<Owner>('owner', OWNER_RULES, owner);
  return { ownerId, tenantId };
}

const TENANT_RULES = { ...OWNER_RULES, ownerId: anything };

/**
 * Checks a tenant's id and returns it, or `''` when it is absent.
 * @throws InvalidInputError
 */
export function checkedTenant(tenant: Pick<Owner, 'tenantId'>): string {
  return checkedMembers<Pick<Owner, 'tenantId'>>('tenant', TENANT_RULES, tenant).tenantId ?? '';
}

const CALLER_RULES = { ...OWNER_RULES, credentialId: optional(idRule) };

/**
 * Checks the ids of a caller that a host supplied. The caller may have other members of the host.
 * @throws InvalidInputError
 */
export function checkedCaller(caller: Caller): Caller {
  const { ownerId, tenantId, credentialId } = Object(caller) as Caller;
  checkedMembers('caller', CALLER_RULES, { ownerId, tenantId, credentialId });
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

const optionalId = optional(idRule);

/** TypeORM may be installed twice, so a manager is recognised by its methods. A data source has no `save`. */
function isManager(value: unknown): boolean {
  const manager = value as Partial<EntityManager> | null | undefined;
  return typeof manager?.query === 'function' && typeof manager.save === 'function';
}

/** The rules for a `CallContext`. */
export const CONTEXT_RULES: Readonly<Record<keyof CallContext, Rule>> = {
  actor: optionalId,
  credentialId: optionalId,
  via: optionalId,
  requestId: optionalId,
  manager: optional(argument(isManager, 'an EntityManager')),
};

/**
 * Checks the context of a call and fills in the defaults. `rules` are those of `CONTEXT_RULES`, and of the conditions
 * of a write.
 * @throws InvalidInputError
 */
export function checkedContext<T extends CallContext>(
  context: T,
  rules: Readonly<Record<keyof T, Rule>> = CONTEXT_RULES as Readonly<Record<keyof T, Rule>>,
): T & Provenance {
  const checked = checkedMembers('context', rules, context);
  return { ...checked, actor: checked.actor ?? 'system', via: checked.via ?? 'service' };
}
