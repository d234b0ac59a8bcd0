import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { requestIdOf } from '../http/request-id.js';
import type { CallContext } from './call-context.js';
import { InvalidInputError } from './invalid-input.error.js';
import type { Permission } from './permissions.js';
import { nameFault } from './text.js';

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
    throw new InvalidInputError('owner', 'must be an object.');
  }
  const { ownerId, tenantId = '' } = owner;
  const ids = { ownerId, tenantId };
  for (const [field, id] of Object.entries(ids) as [string, unknown][]) {
    const isOnlyTenant = field === 'tenantId' && id === '';
    const fault = typeof id === 'string' ? nameFault(id, 255) : 'must be a string.';
    if (fault && !isOnlyTenant) throw new InvalidInputError(field, fault);
  }
  return ids;
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
  const { credentialId = '-' } = caller as { credentialId?: unknown };
  const fault =
    typeof credentialId === 'string' ? nameFault(credentialId, 255) : 'must be a string.';
  if (fault) throw new InvalidInputError('credentialId', fault);
  return caller;
}

interface KnownParties {
  caller: Caller;
  /** Whom the request is about, where it is not the caller. */
  owner?: Required<Owner>;
}

const parties = new WeakMap<object, KnownParties>();

function partiesOf(context: ExecutionContext): KnownParties | undefined {
  return parties.get(context.switchToHttp().getRequest<object>());
}

/** Keeps the caller of the request that `context` belongs to, for `CurrentCaller` and its kin. */
export function rememberCaller(context: ExecutionContext, caller: Caller): void {
  parties.set(context.switchToHttp().getRequest<object>(), { caller });
}

/** Keeps whom the caller acts for, for `CurrentOwner`. */
export function rememberOwner(context: ExecutionContext, owner: Required<Owner>): void {
  Object.assign(partiesOf(context) ?? {}, { owner });
}

/** The caller of a request that `PermissionsGuard` let through. */
export function callerIn(context: ExecutionContext): Caller | undefined {
  return partiesOf(context)?.caller;
}

/** The caller of the request, as `PermissionsGuard` found them. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerIn(context),
);

/** Whom the request is about: the owner that `OwnerGuard` found in its path, else the caller. */
export const CurrentOwner = createParamDecorator(
  (_: unknown, context: ExecutionContext) => partiesOf(context)?.owner ?? callerIn(context),
);

/** The request as the record of a change names it. */
export const CurrentCall = createParamDecorator(
  (_: unknown, context: ExecutionContext): CallContext => ({
    actor: callerIn(context)?.ownerId,
    credentialId: callerIn(context)?.credentialId,
    via: partiesOf(context)?.owner ? 'on_behalf' : 'api',
    requestId: requestIdOf(context.switchToHttp().getRequest<IncomingMessage>()),
  }),
);
