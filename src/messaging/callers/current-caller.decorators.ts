import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { requestIdOf } from '../../http/requests/request-id.js';
import type { CallContext } from './caller.js';
import type { Caller, Owner } from './caller.js';

interface Parties {
  caller: Caller;
  /** Whom the request is about, where it is not the caller. */
  owner?: Required<Owner>;
}

const parties = new WeakMap<object, Parties>();

/** Keeps the caller of the request that `context` belongs to, for the decorators below. */
export function rememberCaller(context: ExecutionContext, caller: Caller): void {
  parties.set(context.switchToHttp().getRequest<object>(), { caller });
}

/** The parties of a request that `PermissionsGuard` let through. `OwnerGuard` adds the owner. */
export function partiesOf(context: ExecutionContext): Parties {
  const known = parties.get(context.switchToHttp().getRequest<object>());
  if (!known) throw new Error('PermissionsGuard must run before the caller is asked for.');
  return known;
}

/** The caller of the request, as `PermissionsGuard` found them. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => partiesOf(context).caller,
);

/** The owner that the request is about: the one that `OwnerGuard` found in its path, else the caller. */
export const CurrentOwner = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { caller, owner } = partiesOf(context);
  return owner ?? caller;
});

/** The request as the record of a change names it. */
export const CurrentCall = createParamDecorator(
  (_: unknown, context: ExecutionContext): CallContext => {
    const { caller, owner } = partiesOf(context);
    return {
      actor: caller.ownerId,
      credentialId: caller.credentialId,
      via: owner ? 'on_behalf' : 'api',
      requestId: requestIdOf(context.switchToHttp().getRequest<IncomingMessage>()),
    };
  },
);
