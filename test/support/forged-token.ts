import { KeyObject, sign } from 'node:crypto';
import type { Algorithm, SigningKey, TokenIssuer } from './token-issuer.js';

/** A token that is wrong in one way; `attacker` has keys and an address of its own. */
export type Forgery = [
  name: string,
  forge: (issuer: TokenIssuer, attacker: TokenIssuer) => string | Promise<string>,
];

interface ForgedToken {
  /** Beside `alg`, `kid` and `typ`, or in place of them. */
  header?: object;
  claims?: object;
  /** Instead of claims: the payload as it is. */
  payload?: string | Buffer;
  alg?: Algorithm;
  key?: SigningKey;
}

const HASHES: Record<Algorithm, string | null> = { RS256: 'sha256', ES256: 'sha256', EdDSA: null };

export function base64url(part: object | string): string {
  const text = typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part);
  return Buffer.from(text as string).toString('base64url');
}

/** The first two parts of a token, as they are signed. */
export function signingInput(
  issuer: TokenIssuer,
  { header, claims, payload, alg = 'RS256', key = issuer.key(alg) }: ForgedToken = {},
): string {
  const head = { alg, kid: key.kid, typ: 'JWT', ...header };
  return `${base64url(head)}.${base64url(payload ?? issuer.claims(claims))}`;
}

/** What jose would refuse to sign. Without a second argument it is right. */
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

/** `token` with some of its three parts replaced. */
export function withParts(token: string, parts: Record<number, string>): string {
  return Object.assign(token.split('.'), parts).join('.');
}
