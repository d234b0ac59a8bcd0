/** Whose JSON Web Tokens are taken, and what their claims mean. */
export interface TokenOptions {
  /** Where the issuer publishes its keys (RFC 7517, section 5). */
  jwksUrl: string;
  /** What `iss` must be. */
  issuer: string;
  /** What `aud` must be or hold. */
  audience: string;
  /**
   * The claim that holds the tenant: a name, or a JSON Pointer (RFC 6901) when it begins with `/`. Where it is
   * set every token must have it; else tokens have no tenant.
   */
  tenantClaim?: string;
  /** The claim that holds roles and permissions, named likewise. */
  roleClaim: string;
}
