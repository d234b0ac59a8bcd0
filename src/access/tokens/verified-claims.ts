import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { IssuerKeys } from './issuer-keys.js';
import { CLOCK_TOLERANCE_S } from './token-expiry.js';
import type { TokenOptions } from '../options/access.options.js';

// RFC 8725, section 3.1. No algorithm is symmetric, so that a public key can never be used as a shared secret.
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/**
 * Verifies a token: its signature, issuer, audience, expiry and type. Returns its claims, which include `exp` and
 * `sub`.
 * @throws JOSEError for an invalid token, or an error of `keys` or of the import of a key
 */
export async function verifiedClaims(
  token: string,
  { issuer, audience }: Pick<TokenOptions, 'issuer' | 'audience'>,
  keys: IssuerKeys,
): Promise<JWTPayload> {
  const { payload, protectedHeader } = await jwtVerify(
    token,
    (header, token) => keys.keyFor(header, token),
    {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
    },
  );
  if (isAccessToken(protectedHeader.typ)) return payload;
  throw new errors.JWTClaimValidationFailed('unexpected type', payload, 'typ', 'check_failed');
}

/**
 * Rejects other tokens that an issuer signs, such as logout tokens (RFC 8725, section 3.11). `typ` is a media type
 * without regard to case, and may omit `application/` (RFC 7515, section 4.1.9).
 */
function isAccessToken(typ: unknown): boolean {
  return (
    typ === undefined || (typeof typ === 'string' && /^(application\/)?(at\+)?jwt$/i.test(typ))
  );
}
