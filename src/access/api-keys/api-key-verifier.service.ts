import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { timingSafeEqual } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { BackgroundWork } from '../../background/background-work.service.js';
import { AccessCaches } from '../cache/access-caches.service.js';
import type { TtlCache } from '../cache/ttl-cache.js';
import type { Credential } from '../credentials/credential.js';
import { readApiKey } from './api-key.js';
import { findSecrets, RECORD_EVERY_MS, recordUse, type StoredSecret } from './api-keys.store.js';

const NO_SECRET = Buffer.alloc(32);

/** The owner and the role of a verified key. */
type ApiKeyHolder = Pick<StoredSecret, 'id' | 'tenantId' | 'ownerId' | 'role'>;

/** Verifies API keys. It caches a verified key for four seconds. */
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

  /** The holder of a key, or undefined. An unknown key and a wrong secret take the same steps, and so the same time. */
  async verify({ token, digest }: Credential): Promise<ApiKeyHolder | undefined> {
    const key = await this.cache.get(digest, () => this.read(this.dataSource.manager, token));
    if (!key || key.validUntil <= Date.now()) return undefined;
    this.recordUse(key);
    return key;
  }

  /**
   * Reads the holder of a key with `manager`, without the cache. Returns undefined when the key is not valid at `at`.
   */
  async verifyAt(
    manager: EntityManager,
    { token }: Credential,
    at: Date,
  ): Promise<ApiKeyHolder | undefined> {
    const key = await this.read(manager, token);
    return key && key.validUntil > at.getTime() ? key : undefined;
  }

  /** Compares every secret of the key. For an unknown key it compares a dummy secret. */
  private async read(manager: EntityManager, token: string): Promise<StoredSecret | undefined> {
    const presented = readApiKey(token);
    if (!presented) return undefined;
    const secrets = await findSecrets(manager, presented.id);
    const hashes = secrets.length > 0 ? secrets.map((secret) => secret.secretHash) : [NO_SECRET];
    const matches = hashes.map((hash) => timingSafeEqual(hash, presented.secretHash));
    return secrets[matches.indexOf(true)];
  }

  /** Records the use of a key in the background, so that the request neither waits for it nor fails with it. */
  private recordUse(key: StoredSecret): void {
    const { id } = key;
    if (Date.now() - key.lastUsedAt < RECORD_EVERY_MS || this.recording.has(id)) return;
    key.lastUsedAt = Date.now();
    this.recording.add(id);
    const recorded = recordUse(this.dataSource.manager, id)
      .catch((error: unknown) =>
        this.logger.warn(`The use of API key ${id} was not recorded: ${String(error)}`),
      )
      .finally(() => this.recording.delete(id));
    this.background.track(recorded);
  }
}
