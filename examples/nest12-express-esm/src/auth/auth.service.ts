import { type ExecutionContext, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { Caller } from 'bellwether';
import type { IncomingMessage } from 'node:http';

/** The users of this application send a JWT with their id in `sub` and their company in `company`. */
@Injectable()
export class AuthService {
  constructor(private readonly jwt: JwtService) {}

  /** The user behind a request. Every signed-in user may read and change their own preferences. */
  async callerOf(context: ExecutionContext): Promise<Caller | undefined> {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    const [scheme, token = ''] = headers.authorization?.split(' ') ?? [];
    if (scheme !== 'Bearer') return undefined;
    const { sub, company } = await this.jwt.verifyAsync<{ sub: string; company: string }>(token);
    return { ownerId: sub, tenantId: company, permissions: ['messaging:read', 'messaging:update'] };
  }
}
