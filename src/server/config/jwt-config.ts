import type { TokenOptions } from '../../access/options/access.options.js';
import { matching, text, trustedUrl } from './rules.js';
import type { Variables } from './variables.js';

const ISSUER = ['JWT_JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE'];
const CLAIMS = ['JWT_TENANT_CLAIM', 'JWT_ROLE_CLAIM'];

// RFC 6901, section 3: a pointer escapes "~" as "~0" and "/" as "~1".
const claim = matching(
  /^([^/]|(\/([^~/]|~[01])*)+$)/,
  'must be the name of a claim, or a JSON Pointer (RFC 6901) to it.',
);

/** Reads the issuer from the variables. Returns undefined when none is set. Errors are added to `variables`. */
export function readJwtConfig(variables: Variables): TokenOptions | undefined {
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
    variables.refuse(name, `is missing; set all of ${ISSUER.join(', ')}, or none.`);
  return config;
}

/** Refuses claim variables without an issuer, because they would have no effect. */
function refuseClaims(variables: Variables): void {
  for (const name of CLAIMS.filter((claim) => variables.isSet(claim))) {
    variables.refuse(
      name,
      'needs JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE; set them or unset it.',
    );
  }
}
