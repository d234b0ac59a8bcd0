import { Inject, Injectable, Logger } from '@nestjs/common';
import { errors, type JWTPayload } from 'jose';
import { ProblemError } from '../../http/problem.js';
import type { Caller } from '../../messaging/caller.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../access.options.js';
import { claimIn } from './claim.js';
import { IssuerKeys } from './issuer-keys.js';
import { permissionsBy, ROLE_PERMISSIONS, type RolePermissions } from './role-permissions.js';
import { tokenCaller } from './token-caller.js';
import type { TokenOptions } from './token-options.js';
import { verifiedClaims } from './verified-claims.js';

/** Tells who is behind a JSON Web Token (RFC 7519) of the configured issuer. */
@Injectable()
export class TokensService {
  private readonly logger = new Logger(TokensService.name);
  private readonly options: TokenOptions | undefined;
  private readonly keys: IssuerKeys | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) { jwt }: AccessOptions,
    @Inject(ROLE_PERMISSIONS) private readonly rolePermissions: RolePermissions,
  ) {
    this.options = jwt;
    this.keys = jwt && new IssuerKeys(jwt.jwksUrl);
  }

  /**
   * The caller that a token speaks for, or undefined when it is not valid or no issuer is configured.
   * @throws ProblemError `unavailable` when the issuer's keys cannot be had, so that it may be valid
   */
  async callerOf(token: string): Promise<Caller | undefined> {
    if (!this.options || !this.keys) return undefined;
    const claims = await this.claimsOf(token, this.options, this.keys);
    const caller = claims && tokenCaller(claims, this.options);
    if (!caller) return undefined;
    const granting = claimIn(claims, this.options.roleClaim);
    return { ...caller, permissions: await permissionsBy(granting, this.rolePermissions) };
  }

  private async claimsOf(
    token: string,
    options: TokenOptions,
    keys: IssuerKeys,
  ): Promise<JWTPayload | undefined> {
    try {
      return await verifiedClaims(token, options, keys);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      this.logger.debug(`Refused a token: ${reasonOf(error)}`);
      return undefined;
    }
  }
}

/** Nothing of the token: messages may quote it. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.code} ${error.claim}`;
  return error instanceof errors.JOSEError ? error.code : 'the key cannot be used';
}
