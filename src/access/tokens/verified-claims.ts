import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { IssuerKeys } from './issuer-keys.js';
import { CLOCK_TOLERANCE_S } from './token-expiry.js';
import type { TokenOptions } from '../options/access.options.js';

// RFC 8725, section 3.1. None is symmetric: a public key must never pass for a shared secret.
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
 * The claims of a token of the issuer's for us that holds now; `exp` and `sub` are among them.
 * @throws a JOSEError, or what the key's import or `keys` throw, of any other text
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
 * Of what else an issuer signs, such as logout tokens, nothing may pass (RFC 8725, section 3.11). `typ` is a media
 * type, in any case, and `application/` may be left out (RFC 7515, section 4.1.9).
 */
function isAccessToken(typ: unknown): boolean {
  return (
    typ === undefined || (typeof typ === 'string' && /^(application\/)?(at\+)?jwt$/i.test(typ))
  );
}
