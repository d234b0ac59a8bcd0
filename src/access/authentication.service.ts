import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../messaging/caller.js';
import { PERMISSIONS } from '../messaging/permissions.js';
import { ACCESS_OPTIONS, type AccessOptions } from './access.options.js';
import { sha256 } from './api-keys/api-key.js';
import { ApiKeyHoldersService } from './api-keys/api-key-holders.service.js';
import { bearerTokenOf } from './bearer-token.js';
import { RateLimitsService } from './limits/rate-limits.service.js';
import { RolesService } from './roles/roles.service.js';
import { TokensService } from './tokens/tokens.service.js';

/** Tells who is behind a request, by its bearer token. */
@Injectable()
export class AuthenticationService {
  private readonly bootstrapHash: Buffer | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) { bootstrapApiKey }: AccessOptions,
    private readonly apiKeys: ApiKeyHoldersService,
    private readonly roles: RolesService,
    private readonly tokens: TokensService,
    private readonly limits: RateLimitsService,
  ) {
    this.bootstrapHash = bootstrapApiKey === undefined ? undefined : sha256(bootstrapApiKey);
  }

  /**
   * The caller behind a request, or undefined when it carries no valid credential.
   * @throws ProblemError `rate_limited`
   */
  async callerOf(context: ExecutionContext): Promise<Caller | undefined> {
    const request = rawRequestOf(context);
    if (request.headers.authorization === undefined) return undefined;
    const token = bearerTokenOf(request);
    await this.limits.admit(context, token);
    const caller = token === undefined ? undefined : await this.bearerOf(token);
    if (token !== undefined && caller) await this.limits.verified(context, token, caller);
    else await this.limits.failed(context, token);
    return caller;
  }

  private async bearerOf(token: string): Promise<Caller | undefined> {
    if (this.isBootstrap(token)) return bootstrap();
    return token.startsWith('bw_') ? this.holderOf(token) : this.tokens.callerOf(token);
  }

  private isBootstrap(token: string): boolean {
    return !!this.bootstrapHash && timingSafeEqual(sha256(token), this.bootstrapHash);
  }

  private async holderOf(token: string): Promise<Caller | undefined> {
    const holder = await this.apiKeys.holderOf(token);
    if (!holder) return undefined;
    const { ownerId, tenantId, role, id } = holder;
    const permissions = await this.roles.permissionsOf(role);
    return { ownerId, tenantId, permissions, credentialId: id };
  }
}

/** Fastify wraps Node's request. */
function rawRequestOf(context: ExecutionContext): IncomingMessage {
  const request = context.switchToHttp().getRequest<IncomingMessage & { raw?: IncomingMessage }>();
  return request.raw ?? request;
}

function bootstrap(): Caller {
  return { ownerId: 'bootstrap', permissions: PERMISSIONS, credentialId: 'bootstrap' };
}
