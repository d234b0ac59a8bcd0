import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { PERMISSIONS } from '../messaging/callers/permissions.js';
import { ACCESS_OPTIONS, type AccessOptions } from './options/access.options.js';
import { ApiKeyVerifier } from './api-keys/api-key-verifier.service.js';
import { bearerTokenOf } from './credentials/bearer-token.js';
import { type Credential, credentialOf } from './credentials/credential.js';
import type { GrantingCaller } from './grants/grantor.js';
import { RateLimitsService } from './limits/rate-limits.service.js';
import { permissionsOfRole } from './roles/roles.store.js';
import { RolesService } from './roles/roles.service.js';
import { TokensService } from './tokens/tokens.service.js';

/** Tells who is behind a request, by its bearer token. */
@Injectable()
export class AuthenticationService {
  private readonly bootstrapDigest: Buffer | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) { bootstrapApiKey }: AccessOptions,
    private readonly verifier: ApiKeyVerifier,
    private readonly roles: RolesService,
    private readonly tokens: TokensService,
    private readonly limits: RateLimitsService,
  ) {
    this.bootstrapDigest =
      bootstrapApiKey === undefined ? undefined : digestOf(credentialOf(bootstrapApiKey));
  }

  /**
   * The caller behind a request, or undefined when it carries no valid credential.
   * @throws ProblemError `rate_limited`
   */
  async callerOf(context: ExecutionContext): Promise<GrantingCaller | undefined> {
    const request = rawRequestOf(context);
    if (request.headers.authorization === undefined) return undefined;
    const token = bearerTokenOf(request);
    const credential = token === undefined ? undefined : credentialOf(token);
    await this.limits.admit(context, credential);
    const caller = credential && (await this.bearerOf(credential));
    if (credential && caller) await this.limits.verified(context, credential, caller);
    else await this.limits.failed(context, credential);
    return caller;
  }

  private async bearerOf(credential: Credential): Promise<GrantingCaller | undefined> {
    if (this.isBootstrap(credential)) return bootstrap();
    const { token } = credential;
    return token.startsWith('bw_') ? this.holderOf(credential) : this.tokens.callerOf(token);
  }

  private isBootstrap(credential: Credential): boolean {
    return !!this.bootstrapDigest && timingSafeEqual(digestOf(credential), this.bootstrapDigest);
  }

  private async holderOf(credential: Credential): Promise<GrantingCaller | undefined> {
    const holder = await this.verifier.verify(credential);
    if (!holder) return undefined;
    const { ownerId, tenantId, role, id } = holder;
    const permissions = await this.roles.permissionsOf(role);
    return {
      ownerId,
      tenantId,
      permissions,
      credentialId: id,
      permissionsAt: async (manager, at) => {
        const now = await this.verifier.verifyAt(manager, credential, at);
        return now && permissionsOfRole(manager, now.role);
      },
    };
  }
}

function digestOf({ digest }: Credential): Buffer {
  return Buffer.from(digest);
}

/** Fastify wraps Node's request. */
function rawRequestOf(context: ExecutionContext): IncomingMessage {
  const request = context.switchToHttp().getRequest<IncomingMessage & { raw?: IncomingMessage }>();
  return request.raw ?? request;
}

function bootstrap(): GrantingCaller {
  return {
    ownerId: 'bootstrap',
    permissions: PERMISSIONS,
    credentialId: 'bootstrap',
    permissionsAt: () => PERMISSIONS,
  };
}
