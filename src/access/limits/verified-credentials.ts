import { LRUCache } from 'lru-cache';
import type { Credential } from '../credentials/credential.js';

const MAX_CREDENTIALS = 10_000;
const HOUR_MS = 3_600_000;

/** Which credentials were verified within the last hour; of the last 10,000. */
export class VerifiedCredentials {
  private readonly digests = new LRUCache<string, true>({ max: MAX_CREDENTIALS, ttl: HOUR_MS });

  add({ digest }: Credential): void {
    this.digests.set(digest, true);
  }

  /** One that fails now, as a revoked one does, is no longer known. */
  remove({ digest }: Credential): void {
    this.digests.delete(digest);
  }

  has({ digest }: Credential): boolean {
    return this.digests.has(digest);
  }
}
