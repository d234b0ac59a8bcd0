import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
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

/** What is wrong with a caller that a host supplied, as a sentence, or undefined when nothing is. */
export function callerFault({ ownerId, tenantId = '', permissions }: Caller): string | undefined {
  if (typeof ownerId !== 'string') return 'ownerId must be a string.';
  if (typeof tenantId !== 'string') return 'tenantId must be a string.';
  if (!Array.isArray(permissions)) return 'permissions must be an array of strings.';
  const ownerFault = nameFault(ownerId, 255);
  if (ownerFault) return `ownerId ${ownerFault}`;
  const tenantFault = tenantId === '' ? undefined : nameFault(tenantId, 255);
  return tenantFault && `tenantId ${tenantFault}`;
}

const callers = new WeakMap<object, Caller>();

/** Keeps the caller of the request that `context` belongs to, for `CurrentCaller`. */
export function rememberCaller(context: ExecutionContext, caller: Caller): void {
  callers.set(context.switchToHttp().getRequest<object>(), caller);
}

/** The caller of the request, as `PermissionsGuard` found them. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callers.get(context.switchToHttp().getRequest<object>()),
);
