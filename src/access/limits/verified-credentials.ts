import { LRUCache } from 'lru-cache';
import { sha256 } from '../api-keys/api-key.js';

const MAX_CREDENTIALS = 10_000;
const HOUR_MS = 3_600_000;

/** Which tokens were verified within the last hour, as SHA-256; of the last 10,000. */
export class VerifiedCredentials {
  private readonly hashes = new LRUCache<string, true>({ max: MAX_CREDENTIALS, ttl: HOUR_MS });

  add(token: string): void {
    this.hashes.set(hash(token), true);
  }

  /** A token that fails now, as a revoked one does, is no longer known. */
  remove(token: string): void {
    this.hashes.delete(hash(token));
  }

  has(token: string): boolean {
    return this.hashes.has(hash(token));
  }
}

function hash(token: string): string {
  return sha256(token).toString('base64');
}
