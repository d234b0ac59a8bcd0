import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../messaging/caller.js';
import { ACCESS_OPTIONS, type AccessOptions } from './access.options.js';
import { sha256 } from './api-key.js';
import { ApiKeysService } from './api-keys.service.js';
import { RateLimitsService } from './limits/rate-limits.service.js';
import { permissionsOf } from './roles.js';

// RFC 6750, section 2.1; the scheme is case-insensitive (RFC 9110, section 11.1).
const BEARER = /^Bearer +([\w\-.~+/]+=*) *$/i;

/** Tells who is behind a request, by its bearer token. */
@Injectable()
export class AuthenticationService {
  private readonly bootstrapHash: Buffer | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) { bootstrapApiKey }: AccessOptions,
    private readonly apiKeys: ApiKeysService,
    private readonly limits: RateLimitsService,
  ) {
    this.bootstrapHash = bootstrapApiKey === undefined ? undefined : sha256(bootstrapApiKey);
  }

  /**
   * The caller behind a request, or undefined when it carries no valid credential.
   * @throws ProblemError `rate_limited`
   */
  async callerOf(context: ExecutionContext): Promise<Caller | undefined> {
    const { authorization } = context.switchToHttp().getRequest<IncomingMessage>().headers;
    if (authorization === undefined) return undefined;
    const [, token] = BEARER.exec(authorization) ?? [];
    await this.limits.admit(context, token);
    const caller = token === undefined ? undefined : await this.bearerOf(token);
    if (token !== undefined && caller) await this.limits.verified(context, token, caller);
    else await this.limits.failed(context, token);
    return caller;
  }

  private async bearerOf(token: string): Promise<Caller | undefined> {
    return this.isBootstrap(token) ? bootstrap() : this.holderOf(token);
  }

  private isBootstrap(token: string): boolean {
    return !!this.bootstrapHash && timingSafeEqual(sha256(token), this.bootstrapHash);
  }

  private async holderOf(token: string): Promise<Caller | undefined> {
    const key = await this.apiKeys.find(token);
    if (!key) return undefined;
    const { ownerId, tenantId, role, id } = key;
    return { ownerId, tenantId, permissions: permissionsOf(role), credentialId: id };
  }
}

function bootstrap(): Caller {
  return {
    ownerId: 'bootstrap',
    permissions: permissionsOf('admin'),
    credentialId: 'bootstrap',
  };
}
