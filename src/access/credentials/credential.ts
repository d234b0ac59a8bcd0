import { hash } from 'node:crypto';

/** A bearer token as it was presented. */
export interface Credential {
  token: string;
  /** Its SHA-256 in base64: the key of caches. */
  digest: string;
}

/** SHA-256, under which credentials are stored and compared. */
export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Hashes a token, once a request. */
export function credentialOf(token: string): Credential {
  return { token, digest: hash('sha256', token, 'base64') };
}
