import { CompactEncrypt, importJWK } from 'jose';
import { forged, type Forgery, withParts } from './forged-token.js';
import type { TokenIssuer } from './token-issuer.js';

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

const claims = (name: string, claims: (issuer: TokenIssuer) => object): Forgery => [
  name,
  (issuer) => forged(issuer, { claims: claims(issuer) }),
];

const oneClaim = (name: string, values: unknown[]): Forgery[] =>
  values.map((value) =>
    claims(
      value === undefined ? `no ${name}` : `${name} ${JSON.stringify(value).slice(0, 20)}`,
      () => ({
        [name]: value,
      }),
    ),
  );

const oneHeader = (name: string, values: unknown[]): Forgery[] =>
  values.map((value) => [
    `${name} ${JSON.stringify(value)}`,
    (issuer) => forged(issuer, { header: { [name]: value } }),
  ]);

/** Tokens signed by the issuer with a wrong issuer, audience, time or subject. */
export const WRONG_CLAIMS: Forgery[] = [
  ...oneClaim('aud', ['other', undefined, '', 'Bellwether', 'bell', 7, null, [], ['a', 'b']]),
  ...oneClaim('aud', [{ bellwether: true }, [['bellwether']], 'bellwether other']),
  ...oneClaim('iss', ['https://example.com', undefined, '', null, 7]),
  claims('iss with an extra slash', ({ url }) => ({ iss: `${url}/` })),
  claims('iss in a list', ({ url }) => ({ iss: [url] })),
  claims('iss in capitals', ({ url }) => ({ iss: url.toUpperCase() })),
  ...oneClaim('exp', [undefined, null, '9999999999', true, [9_999_999_999], 0, -1]),
  claims('exp a minute ago', () => ({ exp: inSeconds(-60) })),
  claims('exp six seconds ago', () => ({ exp: inSeconds(-6) })),
  claims('exp in an hour as a string', () => ({ exp: String(inSeconds(3600)) })),
  ...oneClaim('nbf', ['0', null]),
  claims('nbf in a minute', () => ({ nbf: inSeconds(60) })),
  claims('iat as a string', () => ({ iat: String(inSeconds(0)) })),
  ...oneClaim('sub', [undefined, null, '', 7, true, ['ada'], { id: 'ada' }, '.', '..']),
  ...oneClaim('sub', ['a\0', 'a\nb', '\u007f', '\ud800', 'x'.repeat(256)]),
];

/** Tokens signed by the issuer that are not access tokens or have an unsupported header. */
export const WRONG_HEADERS: Forgery[] = [
  ...oneHeader('typ', ['logout+jwt', 'secevent+jwt', 'dpop+jwt', 'JOSE', 'text/jwt', 'jwt ', '']),
  ...oneHeader('typ', ['application/application/jwt', 'at+jwt+jwt', 1, null, ['JWT']]),
  ...oneHeader('crit', [['exp'], ['unknown'], [], 'exp', null, ['typ']]),
  [
    'crit unknown, with its member',
    (issuer) => forged(issuer, { header: { crit: ['x'], x: true } }),
  ],
  ['b64 false', (issuer) => forged(issuer, { header: { b64: false, crit: ['b64'] } })],
];

/** Tokens signed by the issuer whose payload is not a claims set. */
export const WRONG_PAYLOADS: Forgery[] = [
  ...['[]', '"ada"', '7', 'null', 'true', '', '{', '{"sub":"ada"', '\ufeff{}'].map(
    (payload): Forgery => [`the payload ${payload}`, (issuer) => forged(issuer, { payload })],
  ),
  [
    'a payload that is not UTF-8',
    (issuer) => forged(issuer, { payload: Buffer.from([0x22, 0xff, 0x22]) }),
  ],
  ['claims in a list', (issuer) => forged(issuer, { payload: JSON.stringify([issuer.claims()]) })],
  [
    'a token within a token',
    (issuer) => forged(issuer, { header: { cty: 'JWT' }, payload: forged(issuer) }),
  ],
];

async function encrypted(issuer: TokenIssuer, text: string): Promise<string> {
  const { publicJwk } = issuer.key('RS256');
  const { kid, alg: _alg, use: _use, ...jwk } = publicJwk;
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', kid, typ: 'JWT', cty: 'JWT' })
    .encrypt(await importJWK(jwk, 'RSA-OAEP'));
}

/** Texts that are not three parts in base64url with a header as the first part. */
export const WRONG_FORMS: Forgery[] = [
  [
    'claims encrypted for the issuer',
    (issuer) => encrypted(issuer, JSON.stringify(issuer.claims())),
  ],
  ['a token encrypted for the issuer', (issuer) => encrypted(issuer, forged(issuer))],
  ['two parts', (issuer) => forged(issuer).split('.').slice(0, 2).join('.')],
  ['four parts', (issuer) => `${forged(issuer)}.${forged(issuer).split('.')[0]!}`],
  ['an extra dot at the end', (issuer) => `${forged(issuer)}.`],
  ['an extra dot at the start', (issuer) => `.${forged(issuer)}`],
  ['nothing but dots', () => '..'],
  ['a word without dots', () => 'token'],
  ['a space inside the token', (issuer) => forged(issuer).replace('.', '. ')],
  ['a tab inside the token', (issuer) => forged(issuer).replace('.', '.\t')],
  [
    'two tokens with a comma between them',
    (issuer) => `${forged(issuer)}, Bearer ${forged(issuer)}`,
  ],
  ['a token in quotes', (issuer) => `"${forged(issuer)}"`],
  ['a percent-encoded dot', (issuer) => forged(issuer).replace('.', '%2E')],
  ['padding', (issuer) => withParts(forged(issuer), { 1: 'e30=' })],
  ['an empty header', (issuer) => withParts(forged(issuer), { 0: '' })],
  ['a header that is a list', (issuer) => withParts(forged(issuer), { 0: 'W10' })],
  ['a header that is null', (issuer) => withParts(forged(issuer), { 0: 'bnVsbA' })],
  ['a header that is not JSON', (issuer) => withParts(forged(issuer), { 0: 'e30e30' })],
  ['the prefix of an API key', (issuer) => `bw_${forged(issuer)}`],
  [
    'JSON serialization',
    (issuer) => {
      const [header, payload, signature] = forged(issuer).split('.');
      return JSON.stringify({ protected: header, payload, signature });
    },
  ],
];
