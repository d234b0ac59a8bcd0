import { matching, text, trustedUrl } from './rules.js';
import type { Variables } from './variables.js';

/** Whose JSON Web Tokens are taken, and what their claims mean. */
export interface JwtConfig {
  /** Where the issuer publishes its keys (RFC 7517, section 5). */
  jwksUrl: string;
  /** What `iss` must be. */
  issuer: string;
  /** What `aud` must be or hold. */
  audience: string;
  /** The claim that holds the tenant: a name, or a JSON Pointer (RFC 6901) when it begins with `/`. */
  tenantClaim: string | undefined;
  /** The claim that holds roles and permissions, named likewise. */
  roleClaim: string;
}

const ISSUER = ['JWT_JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE'];
const CLAIMS = ['JWT_TENANT_CLAIM', 'JWT_ROLE_CLAIM'];

// RFC 6901, section 3: within a pointer "~" is written "~0" and "/" is written "~1".
const claim = matching(
  /^([^/]|(\/([^~/]|~[01])*)+$)/,
  'must be the name of a claim, or a JSON Pointer (RFC 6901) to it.',
);

/** The issuer that the variables describe, or undefined when they describe none; faults are left in `variables`. */
export function readJwtConfig(variables: Variables): JwtConfig | undefined {
  const config = {
    jwksUrl: variables.read('JWT_JWKS_URL', trustedUrl, ''),
    issuer: variables.read('JWT_ISSUER', text, ''),
    audience: variables.read('JWT_AUDIENCE', text, ''),
    tenantClaim: variables.read('JWT_TENANT_CLAIM', claim, undefined),
    // RFC 9068, section 2.2.3.1.
    roleClaim: variables.read('JWT_ROLE_CLAIM', claim, 'roles'),
  };
  const missing = ISSUER.filter((name) => !variables.isSet(name));
  if (missing.length === ISSUER.length) {
    refuseClaims(variables);
    return undefined;
  }
  for (const name of missing)
    variables.refuse(name, `is missing; ${ISSUER.join(', ')} go together.`);
  return config;
}

/** Nothing is accepted and then ignored. */
function refuseClaims(variables: Variables): void {
  for (const name of CLAIMS.filter((claim) => variables.isSet(claim))) {
    variables.refuse(
      name,
      'needs JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE; set them or unset it.',
    );
  }
}
