import type { ExecutionContext } from '@nestjs/common';
import type { Caller } from 'bellwether';
import type { IncomingMessage } from 'node:http';

/** The gateway in front of this application authenticates users and sends their id in a header. */
export function callerOf(context: ExecutionContext): Caller | undefined {
  const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
  const user = headers['x-authenticated-user'];
  if (typeof user !== 'string') return undefined;
  return { ownerId: user, permissions: ['messaging:read', 'messaging:update'] };
}
