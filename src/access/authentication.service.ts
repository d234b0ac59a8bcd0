import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { findInUrls } from '../http/requests/credential-in-url.js';
import { requestCallers } from '../http/requests/request-caller.js';
import { PERMISSIONS } from '../messaging/callers/permissions.js';
import { ACCESS_OPTIONS, type AccessOptions } from './options/access.options.js';
import { ApiKeyVerifier } from './api-keys/api-key-verifier.service.js';
import { type Credential, credentialIn, sha256 } from './credentials/credential.js';
import type { GrantingCaller } from './grants/grantor.js';
import { RateLimitsService } from './limits/rate-limits.service.js';
import { permissionsOfRole } from './roles/roles.store.js';
import { RolesService } from './roles/roles.service.js';
import { TokensService } from './tokens/tokens.service.js';

type NodeRequest = IncomingMessage & { raw?: IncomingMessage };

/** Authenticates requests by their bearer token, and applies the rate limits. */
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
    if (bootstrapApiKey === undefined) return;
    this.bootstrapDigest = sha256(bootstrapApiKey);
    findInUrls(bootstrapApiKey);
  }

  /**
   * The caller of a request, or undefined when the request has no valid credential.
   * @throws ProblemError `rate_limited`
   */
  readonly callerOf = async (context: ExecutionContext): Promise<GrantingCaller | undefined> => {
    const wrapped = context.switchToHttp().getRequest<NodeRequest>();
    // Fastify wraps Node's request.
    const request = wrapped.raw ?? wrapped;
    if (request.headers.authorization === undefined) return undefined;
    const credential = credentialIn(request);
    await this.limits.admit(
      context,
      credential,
      async () => credential !== undefined && this.tokens.namesIssuer(credential.token),
    );
    const caller = credential && (await this.bearerOf(credential));
    if (!credential || !caller) {
      await this.limits.failed(context, credential);
      return undefined;
    }
    const { credentialId, ownerId } = caller;
    requestCallers.set(request, { credentialId, ownerId });
    await this.limits.verified(context, credential, caller);
    return caller;
  };

  private async bearerOf(credential: Credential): Promise<GrantingCaller | undefined> {
    const { token, digest } = credential;
    const { bootstrapDigest } = this;
    if (bootstrapDigest && timingSafeEqual(Buffer.from(digest, 'base64'), bootstrapDigest)) {
      return bootstrap();
    }
    if (!token.startsWith('bw_')) return this.tokens.callerOf(token);
    const holder = await this.verifier.verify(credential);
    if (!holder) return undefined;
    const { ownerId, tenantId, role, id } = holder;
    const permissionsAt: GrantingCaller['permissionsAt'] = async (manager, at) => {
      const current = await this.verifier.verifyAt(manager, credential, at);
      return current && permissionsOfRole(manager, current.role);
    };
    const permissions = await this.roles.permissionsOf(role);
    return { ownerId, tenantId, permissions, credentialId: id, permissionsAt };
  }
}

function bootstrap(): GrantingCaller {
  return {
    ownerId: 'bootstrap',
    permissions: PERMISSIONS,
    credentialId: 'bootstrap',
    permissionsAt: () => PERMISSIONS,
  };
}
