import { KeyObject, sign } from 'node:crypto';
import type { Algorithm, SigningKey, TokenIssuer } from './token-issuer.js';

/** A token with one fault. `attacker` is another issuer, with its own keys and address. */
export type Forgery = [
  name: string,
  forge: (issuer: TokenIssuer, attacker: TokenIssuer) => string | Promise<string>,
];

interface ForgedToken {
  /** Members in addition to `alg`, `kid` and `typ`, or in place of them. */
  header?: object;
  claims?: object;
  /** The payload in place of claims. */
  payload?: string | Buffer;
  alg?: Algorithm;
  key?: SigningKey;
}

const HASHES: Record<Algorithm, string | null> = { RS256: 'sha256', ES256: 'sha256', EdDSA: null };

export function base64url(part: object | string): string {
  const text = typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part);
  return Buffer.from(text as string).toString('base64url');
}

/** The first two parts of a token, which the signature covers. */
export function signingInput(
  issuer: TokenIssuer,
  { header, claims, payload, alg = 'RS256', key = issuer.key(alg) }: ForgedToken = {},
): string {
  const head = { alg, kid: key.kid, typ: 'JWT', ...header };
  return `${base64url(head)}.${base64url(payload ?? issuer.claims(claims))}`;
}

/** Signs a token without the checks of jose. Without a second argument the token is valid. */
export function forged(issuer: TokenIssuer, token: ForgedToken = {}): string {
  const { alg = 'RS256', key = issuer.key(alg) } = token;
  const input = signingInput(issuer, token);
  return `${input}.${signatureOf(input, alg, key).toString('base64url')}`;
}

export function signatureOf(
  input: string,
  alg: Algorithm,
  { privateKey }: SigningKey,
  dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363',
): Buffer {
  const key = KeyObject.from(privateKey);
  return sign(HASHES[alg], Buffer.from(input), { key, dsaEncoding });
}

/** `token` with some of its three parts replaced, by their positions. */
export function withParts(token: string, parts: Record<number, string>): string {
  return Object.assign(token.split('.'), parts).join('.');
}
