import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { timingSafeEqual } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { BackgroundWork } from '../../background/background-work.service.js';
import { AccessCaches } from '../cache/access-caches.service.js';
import type { TtlCache } from '../cache/ttl-cache.js';
import type { Credential } from '../credentials/credential.js';
import { readApiKey } from './api-key.js';
import { findSecrets, recordUse, type StoredSecret } from './api-keys.store.js';

const NO_SECRET = Buffer.alloc(32);

/** How often at most the use of a key is recorded, in milliseconds. */
const RECORD_EVERY_MS = 60_000;

/** The holder of a key that was verified. */
export type ApiKeyHolder = Pick<StoredSecret, 'id' | 'tenantId' | 'ownerId' | 'role'>;

/** Verifies API keys. A key that was verified within the last four seconds costs no database query. */
@Injectable()
export class ApiKeyVerifier {
  private readonly logger = new Logger('ApiKeys');
  private readonly cache: TtlCache<StoredSecret>;
  private readonly recording = new Set<string>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    caches: AccessCaches,
    private readonly background: BackgroundWork,
  ) {
    this.cache = caches.create();
  }

  /** The holder of a key, or undefined. An unknown key and a wrong secret take the same steps. */
  async verify({ token, digest }: Credential): Promise<ApiKeyHolder | undefined> {
    const key = await this.cache.get(digest, () => this.read(this.dataSource.manager, token));
    if (!key || key.validUntil <= Date.now()) return undefined;
    this.noteUse(key);
    return key;
  }

  /** The holder of a key at the moment `at`, as `manager` reads it now; undefined when it is not valid then. */
  async verifyAt(
    manager: EntityManager,
    { token }: Credential,
    at: Date,
  ): Promise<ApiKeyHolder | undefined> {
    const key = await this.read(manager, token);
    return key && key.validUntil > at.getTime() ? key : undefined;
  }

  /** Compares every secret of the key, and one that no key has where there is no such key. */
  private async read(manager: EntityManager, token: string): Promise<StoredSecret | undefined> {
    const presented = readApiKey(token);
    if (!presented) return undefined;
    const secrets = await findSecrets(manager, presented.id);
    const hashes = secrets.length > 0 ? secrets.map((secret) => secret.secretHash) : [NO_SECRET];
    const matches = hashes.map((hash) => timingSafeEqual(hash, presented.secretHash));
    return secrets[matches.indexOf(true)];
  }

  /** The request does not wait for the record of its use, and does not fail with it. */
  private noteUse(key: StoredSecret): void {
    const { id } = key;
    if (Date.now() - key.lastUsedAt < RECORD_EVERY_MS || this.recording.has(id)) return;
    key.lastUsedAt = Date.now();
    this.recording.add(id);
    const recorded = recordUse(this.dataSource.manager, id)
      .catch((error: unknown) =>
        this.logger.warn(`The use of key ${id} is not recorded: ${String(error)}`),
      )
      .finally(() => this.recording.delete(id));
    this.background.track(recorded);
  }
}
