import { Inject, Injectable } from '@nestjs/common';
import {
  ACCESS_OPTIONS,
  type AccessOptions,
  type TokenOptions,
} from '../options/access.options.js';
import type { GrantingCaller } from '../grants/grantor.js';
import { permissionsOfRoles } from '../roles/roles.store.js';
import { claimIn } from './claim.js';
import type { IssuerTokens } from './issuer-tokens.js';
import { permissionsBy, ROLE_PERMISSIONS, type RolePermissions } from './role-permissions.js';
import { tokenCaller } from './token-caller.js';
import { hasExpired } from './token-expiry.js';

/** Authenticates JSON Web Tokens (RFC 7519) of the configured issuer. */
@Injectable()
export class TokensService {
  private readonly options: TokenOptions | undefined;
  private issuer: Promise<IssuerTokens> | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) { jwt }: AccessOptions,
    @Inject(ROLE_PERMISSIONS) private readonly rolePermissions: RolePermissions,
  ) {
    this.options = jwt;
  }

  /**
   * The caller of a token, or undefined when the token is not valid or no issuer is configured.
   * @throws ProblemError `unavailable` when the issuer's keys are not available, so that the token may be valid
   */
  async callerOf(token: string): Promise<GrantingCaller | undefined> {
    if (!this.options) return undefined;
    const issuer = await this.issuerOf(this.options);
    const claims = await issuer.claimsOf(token);
    const caller = claims && tokenCaller(claims, this.options);
    if (!caller) return undefined;
    const roleClaim = claimIn(claims, this.options.roleClaim);
    return {
      ...caller,
      permissions: await permissionsBy(roleClaim, this.rolePermissions),
      permissionsAt: async (manager) => {
        if (hasExpired(claims)) return undefined;
        const roles = await permissionsOfRoles(manager);
        return permissionsBy(roleClaim, (name) => roles.get(name) ?? []);
      },
    };
  }

  /** Whether a credential is a token that names the configured issuer. Its signature is not checked. */
  async namesIssuer(credential: string): Promise<boolean> {
    return this.options !== undefined && (await this.issuerOf(this.options)).isNamedBy(credential);
  }

  private issuerOf(options: TokenOptions): Promise<IssuerTokens> {
    return (this.issuer ??= this.load(options));
  }

  /** Loads the code for tokens with the first token, so that the server starts faster. */
  private async load(options: TokenOptions): Promise<IssuerTokens> {
    try {
      const { IssuerTokens } = await import('./issuer-tokens.js');
      return new IssuerTokens(options);
    } catch (error) {
      this.issuer = undefined;
      throw error;
    }
  }
}
