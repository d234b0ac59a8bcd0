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
export function checkedOwner({ ownerId, tenantId = '' }: Owner): Required<Owner> {
  const ids = { ownerId, tenantId };
  for (const [field, id] of Object.entries(ids) as [string, unknown][]) {
    const isOnlyTenant = field === 'tenantId' && id === '';
    const fault = typeof id === 'string' ? nameFault(id, 255) : 'must be a string.';
    if (fault && !isOnlyTenant) throw new InvalidInputError(field, fault);
  }
  return ids;
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

const callers = new WeakMap<object, Caller>();

/** Keeps the caller of the request that `context` belongs to, for `CurrentCaller`. */
export function rememberCaller(context: ExecutionContext, caller: Caller): void {
  callers.set(context.switchToHttp().getRequest<object>(), caller);
}

function callerIn(context: ExecutionContext): Caller | undefined {
  return callers.get(context.switchToHttp().getRequest<object>());
}

/** The caller of the request, as `PermissionsGuard` found them. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerIn(context),
);

/** The request as the record of a change names it. */
export const CurrentCall = createParamDecorator(
  (_: unknown, context: ExecutionContext): CallContext => ({
    actor: callerIn(context)?.ownerId,
    credentialId: callerIn(context)?.credentialId,
    via: 'api',
    requestId: requestIdOf(context.switchToHttp().getRequest<IncomingMessage>()),
  }),
);
