import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { requestIdOf } from '../../http/requests/request-id.js';
import type { CallContext, Caller, Owner } from './caller.js';

interface Parties {
  caller: Caller;
  /** The owner that the request is about, if it is not the caller. */
  owner?: Required<Owner>;
}

const parties = new WeakMap<object, Parties>();

/** Stores the caller of a request for the decorators below. */
export function setCaller(context: ExecutionContext, caller: Caller): void {
  parties.set(context.switchToHttp().getRequest<object>(), { caller });
}

/** The caller of a request, and the owner if `OwnerGuard` has set one. `PermissionsGuard` must have run before. */
export function partiesOf(context: ExecutionContext): Parties {
  const stored = parties.get(context.switchToHttp().getRequest<object>());
  if (!stored) throw new Error('PermissionsGuard must run before the caller is read.');
  return stored;
}

/** Gives a handler the caller of the request. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => partiesOf(context).caller,
);

/**
 * Gives a handler the owner that the request is about: the owner in the path, or else the caller, without the members
 * that a host added to it.
 */
export const CurrentOwner = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { caller, owner } = partiesOf(context);
  return owner ?? { ownerId: caller.ownerId, tenantId: caller.tenantId };
});

/** Gives a handler the context of the call, with the origin of a change. */
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
