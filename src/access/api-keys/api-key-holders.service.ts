import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { timingSafeEqual } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Owner } from '../../messaging/callers/caller.js';
import { tableOf } from '../../postgres/tables.js';
import type { Credential } from '../credential.js';
import { AccessChangesService } from '../changes/access-changes.service.js';
import type { Recent } from '../changes/recent.js';
import { ApiKey, ApiKeySecret } from './api-key.entity.js';
import { readApiKey } from './api-key.js';

const NO_SECRET = Buffer.alloc(32);

/** How often at most the use of a key is recorded, in milliseconds. */
const RECORD_EVERY_MS = 60_000;

/** The holder of a key that was shown to be genuine. */
export interface ApiKeyHolder extends Required<Owner> {
  /** Of the key. */
  id: string;
  role: string;
}

interface VerifiedKey extends ApiKeyHolder {
  /** When its last use was recorded, in milliseconds since 1970; 0 is never. */
  usedAt: number;
  /** From when on it is refused, in milliseconds since 1970. */
  until: number;
}

interface StoredSecret extends Omit<VerifiedKey, 'until'> {
  secretHash: Buffer;
  until: number | null;
}

/** Tells who holds an API key. What was verified within the last four seconds costs no database query. */
@Injectable()
export class ApiKeyHoldersService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('ApiKeys');
  private readonly recent: Recent<VerifiedKey>;
  private readonly recording = new Map<string, Promise<void>>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    changes: AccessChangesService,
  ) {
    this.recent = changes.memory();
  }

  /** The holder of a key, or undefined. An unknown key and a wrong secret take the same steps. */
  async holderOf({ token, digest }: Credential): Promise<ApiKeyHolder | undefined> {
    const key = await this.recent.get(digest, () => this.verified(this.dataSource.manager, token));
    if (!key || key.until <= Date.now()) return undefined;
    this.recordUse(key);
    return key;
  }

  /** The holder of a key at the moment `at`, as `manager` reads it now; undefined when it is not valid then. */
  async holderAt(
    manager: EntityManager,
    { token }: Credential,
    at: Date,
  ): Promise<ApiKeyHolder | undefined> {
    const key = await this.verified(manager, token);
    return key && key.until > at.getTime() ? key : undefined;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.recording.values());
  }

  /** Every secret that the key has is compared, and one that none has where there is no such key. */
  private async verified(manager: EntityManager, token: string): Promise<VerifiedKey | undefined> {
    const presented = readApiKey(token);
    if (!presented) return undefined;
    const { id, secretHash } = presented;
    const secrets = await manager.query<StoredSecret[]>(
      `SELECT key.id, key.tenant_id AS "tenantId", key.owner_id AS "ownerId", key.role,
         secret.secret_hash AS "secretHash",
         extract(epoch FROM least(key.expires_at, secret.valid_until))::float8 * 1000 AS until,
         coalesce(extract(epoch FROM key.last_used_at)::float8 * 1000, 0) AS "usedAt"
       FROM ${tableOf(manager, ApiKey)} AS key
       JOIN ${tableOf(manager, ApiKeySecret)} AS secret ON secret.api_key_id = key.id
       WHERE key.id = $1 AND key.revoked_at IS NULL`,
      [id],
    );
    const hashes = secrets.length > 0 ? secrets.map((secret) => secret.secretHash) : [NO_SECRET];
    const matches = hashes.map((hash) => timingSafeEqual(hash, secretHash));
    const genuine = secrets[matches.indexOf(true)];
    return genuine && { ...genuine, until: genuine.until ?? Infinity };
  }

  /** Nobody waits for it: a request is not refused for want of a note. */
  private recordUse(key: VerifiedKey): void {
    const { id } = key;
    if (Date.now() - key.usedAt < RECORD_EVERY_MS || this.recording.has(id)) return;
    key.usedAt = Date.now();
    const recorded = this.record(id)
      .catch((error: unknown) =>
        this.logger.warn(`The use of key ${id} is not recorded: ${String(error)}`),
      )
      .finally(() => this.recording.delete(id));
    this.recording.set(id, recorded);
  }

  private async record(id: string): Promise<void> {
    const { manager } = this.dataSource;
    await manager.query(
      `UPDATE ${tableOf(manager, ApiKey)} SET last_used_at = date_trunc('milliseconds', clock_timestamp())
       WHERE id = $1
         AND (last_used_at IS NULL OR last_used_at <= clock_timestamp() - interval '1 minute')`,
      [id],
    );
  }
}
