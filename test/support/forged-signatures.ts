import { createHmac, createPublicKey } from 'node:crypto';
import {
  base64url,
  forged,
  type Forgery,
  signatureOf,
  signingInput,
  withParts,
} from './forged-token.js';
import type { TokenIssuer } from './token-issuer.js';

/** The published key as text, used as a shared secret (RFC 8725, section 2.1). */
function withHmac(issuer: TokenIssuer, secret: string, alg = 'HS256'): string {
  const input = signingInput(issuer, { header: { alg } });
  const hmac = createHmac(`sha${alg.slice(2)}`, secret).update(input);
  return `${input}.${hmac.digest('base64url')}`;
}

function pemOf(issuer: TokenIssuer, type: 'spki' | 'pkcs1'): string {
  const key = createPublicKey({ key: issuer.key('RS256').publicJwk as never, format: 'jwk' });
  return key.export({ type, format: 'pem' }) as string;
}

const ZEROS = Buffer.alloc(64).toString('base64url');

/** Tokens without a valid signature of the issuer. */
export const FORGED_SIGNATURES: Forgery[] = [
  ...['none', 'None', 'NONE', 'nOnE', '', null, 0, ['RS256'], 'rs256', 'HS256'].map(
    (alg): Forgery => [
      `alg ${JSON.stringify(alg)} and no signature`,
      (issuer) => `${signingInput(issuer, { header: { alg } })}.`,
    ],
  ),
  ['no alg', (issuer) => forged(issuer, { header: { alg: undefined } })],
  ['alg none with a valid signature', (issuer) => forged(issuer, { header: { alg: 'none' } })],
  ['alg RS1 with a valid signature', (issuer) => forged(issuer, { header: { alg: 'RS1' } })],
  ['alg PS256 with an RS256 signature', (issuer) => forged(issuer, { header: { alg: 'PS256' } })],
  ['HS256 with the public key in PEM', (issuer) => withHmac(issuer, pemOf(issuer, 'spki'))],
  ['HS256 with that PEM, trimmed', (issuer) => withHmac(issuer, pemOf(issuer, 'spki').trim())],
  ['HS256 with the public key in PKCS 1', (issuer) => withHmac(issuer, pemOf(issuer, 'pkcs1'))],
  [
    'HS256 with the public JWK',
    (issuer) => withHmac(issuer, JSON.stringify(issuer.key('RS256').publicJwk)),
  ],
  [
    'HS512 with the modulus',
    (issuer) => withHmac(issuer, issuer.key('RS256').publicJwk.n!, 'HS512'),
  ],
  ['HS256 with an empty secret', (issuer) => withHmac(issuer, '')],
  [
    'a changed payload',
    (issuer) => withParts(forged(issuer), { 1: base64url(issuer.claims({ sub: 'bootstrap' })) }),
  ],
  [
    'a changed header',
    (issuer) =>
      withParts(forged(issuer), {
        0: base64url({ alg: 'RS256', kid: issuer.key('RS256').kid }),
      }),
  ],
  [
    'a changed signature',
    (issuer) =>
      forged(issuer).replace(
        /\.(.)([^.]+)$/,
        (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`,
      ),
  ],
  ['no signature', (issuer) => withParts(forged(issuer), { 2: '' })],
  ['half a signature', (issuer) => forged(issuer).slice(0, -100)],
  [
    "another token's signature",
    (issuer) => withParts(forged(issuer), { 2: forged(issuer).split('.')[2]! }),
  ],
  ['ES256 with zeros', (issuer) => withParts(forged(issuer, { alg: 'ES256' }), { 2: ZEROS })],
  ['EdDSA with zeros', (issuer) => withParts(forged(issuer, { alg: 'EdDSA' }), { 2: ZEROS })],
  [
    'ES256 with a signature in DER',
    (issuer) => {
      const input = signingInput(issuer, { alg: 'ES256' });
      const der = signatureOf(input, 'ES256', issuer.key('ES256'), 'der');
      return `${input}.${der.toString('base64url')}`;
    },
  ],
];

/** Tokens that name a wrong key, or a key of the attacker. */
export const FORGED_KEYS: Forgery[] = [
  [
    'a kid that is not published',
    (issuer, attacker) => forged(issuer, { key: attacker.key('RS256') }),
  ],
  [
    "the issuer's kid on the attacker's key",
    (issuer, attacker) =>
      forged(issuer, { key: attacker.key('RS256'), header: { kid: issuer.key('RS256').kid } }),
  ],
  [
    "the issuer's kid on a key of another type",
    (issuer, attacker) =>
      forged(issuer, {
        alg: 'ES256',
        key: attacker.key('ES256'),
        header: { kid: issuer.key('RS256').kid },
      }),
  ],
  [
    "the kid of another of the issuer's keys",
    (issuer) => forged(issuer, { header: { kid: issuer.key('ES256').kid } }),
  ],
  [
    "no kid, with the attacker's key",
    (issuer, attacker) =>
      forged(issuer, { key: attacker.key('RS256'), header: { kid: undefined } }),
  ],
  ...[7, null, '', ['a'], '../../dev/null', "' OR 1=1 --"].map((kid): Forgery => [
    `the kid ${JSON.stringify(kid)}`,
    (issuer) => forged(issuer, { header: { kid } }),
  ]),
  ...(['jwk', 'jku', 'x5u', 'x5c'] as const).map((member): Forgery => [
    `the attacker's ${member}`,
    (issuer, attacker) => {
      const key = attacker.key('RS256');
      const url = attacker.jwksUrl;
      const members = { jwk: key.publicJwk, jku: url, x5u: url, x5c: ['MIIB'] };
      return forged(issuer, { key, header: { [member]: members[member] } });
    },
  ]),
  [
    "the attacker's jwk under the issuer's kid",
    (issuer, attacker) => {
      const { kid } = issuer.key('RS256');
      const key = attacker.key('RS256');
      return forged(issuer, { key, header: { kid, jwk: { ...key.publicJwk, kid } } });
    },
  ],
];
