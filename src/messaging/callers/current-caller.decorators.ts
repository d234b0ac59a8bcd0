import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { requestIdOf } from '../../http/requests/request-id.js';
import type { CallContext } from './call-context.js';
import type { Caller, Owner } from './caller.js';

interface Parties {
  caller: Caller;
  /** Whom the request is about, where it is not the caller. */
  owner?: Required<Owner>;
}

const parties = new WeakMap<object, Parties>();

function partiesOf(context: ExecutionContext): Parties | undefined {
  return parties.get(context.switchToHttp().getRequest<object>());
}

/** Keeps the caller of the request that `context` belongs to, for the decorators below. */
export function rememberCaller(context: ExecutionContext, caller: Caller): void {
  parties.set(context.switchToHttp().getRequest<object>(), { caller });
}

/** Keeps the owner that the caller acts for. */
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

/** The owner that the request is about: the one that `OwnerGuard` found in its path, else the caller. */
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
