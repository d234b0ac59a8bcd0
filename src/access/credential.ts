import { hash } from 'node:crypto';

/** A bearer token as it was presented. */
export interface Credential {
  token: string;
  /** Its SHA-256 in base64: what memories know it by. */
  digest: string;
}

/** Hashes a token, once a request. */
export function credentialOf(token: string): Credential {
  return { token, digest: hash('sha256', token, 'base64') };
}
