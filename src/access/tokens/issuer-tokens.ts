import { Logger } from '@nestjs/common';
import { decodeJwt, errors, type JWTPayload } from 'jose';
import { ProblemError } from '../../http/problems/problem.js';
import { IssuerKeys } from './issuer-keys.js';
import type { TokenOptions } from '../options/access.options.js';
import { verifiedClaims } from './verified-claims.js';

/** Verifies the tokens of one issuer. */
export class IssuerTokens {
  private readonly logger = new Logger(IssuerTokens.name);
  private readonly keys: IssuerKeys;

  constructor(private readonly options: TokenOptions) {
    this.keys = new IssuerKeys(options.jwksUrl);
  }

  /** Whether a text is a token whose claim `iss` is the issuer. The signature is not checked. */
  isNamedBy(text: string): boolean {
    try {
      return decodeJwt(text).iss === this.options.issuer;
    } catch {
      return false;
    }
  }

  /**
   * The claims of a token, or undefined when it is not valid.
   * @throws ProblemError `unavailable` when the issuer's keys are not available, so that the token may be valid
   */
  async claimsOf(token: string): Promise<JWTPayload | undefined> {
    try {
      return await verifiedClaims(token, this.options, this.keys);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      this.logger.debug(`Rejected a token: ${reasonOf(error)}`);
      return undefined;
    }
  }
}

/** The reason of an error, without its message, because the message may quote the token. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.code} ${error.claim}`;
  return error instanceof errors.JOSEError ? error.code : 'the key cannot be used';
}
