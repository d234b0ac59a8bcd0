import type { EntityManager } from 'typeorm';
import { positionIn } from '../../http/lists/cursor.js';
import { malformedCursor } from '../../http/lists/page.js';
import type { Owner } from '../../messaging/callers/caller.js';
import { isTime, milliseconds, NOW } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
import { type ApiKeyText, isApiKeyId } from './api-key.js';
import { ApiKey, ApiKeySecret } from '../entities/api-key.entity.js';

/** A secret with the data of its key, which is not revoked. Times are milliseconds since 1970. */
export interface StoredSecret extends Required<Owner> {
  /** The id of the key. */
  id: string;
  role: string;
  secretHash: Buffer;
  /** When the secret expires; Infinity means never. */
  validUntil: number;
  /** When the last use of the key was recorded; 0 means never. */
  lastUsedAt: number;
}

type SecretRow = Omit<StoredSecret, 'validUntil' | 'lastUsedAt'> &
  Record<'validUntil' | 'lastUsedAt', string | null>;

/** Reads the secrets of a key. The result is empty when the key is unknown or revoked. */
export async function findSecrets(manager: EntityManager, id: string): Promise<StoredSecret[]> {
  const rows = await manager.query<SecretRow[]>(
    `SELECT key.id, key.tenant_id AS "tenantId", key.owner_id AS "ownerId", key.role,
       secret.secret_hash AS "secretHash",
       ${milliseconds('least(key.expires_at, secret.valid_until)')} AS "validUntil",
       ${milliseconds('key.last_used_at')} AS "lastUsedAt"
     FROM ${tableOf(manager, ApiKey)} AS key
     JOIN ${tableOf(manager, ApiKeySecret)} AS secret ON secret.api_key_id = key.id
     WHERE key.id = $1 AND key.revoked_at IS NULL`,
    [id],
  );
  return rows.map(({ validUntil, lastUsedAt, ...row }) => ({
    ...row,
    validUntil: validUntil === null ? Infinity : Number(validUntil),
    lastUsedAt: Number(lastUsedAt ?? 0),
  }));
}

/** Records the use of a key, at most once a minute. */
export async function recordUse(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `UPDATE ${tableOf(manager, ApiKey)} SET last_used_at = ${NOW}
     WHERE id = $1
       AND (last_used_at IS NULL OR last_used_at <= clock_timestamp() - interval '1 minute')`,
    [id],
  );
}

/** Stores the hash of a secret that was created at `at`. */
export async function addSecret(
  manager: EntityManager,
  { id, secretHash }: ApiKeyText,
  at: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO ${tableOf(manager, ApiKeySecret)} (api_key_id, secret_hash, created_at)
     VALUES ($1, $2, $3)`,
    [id, secretHash, at],
  );
}

/** Makes the secrets of a key expire after at most `seconds`, and deletes the expired ones. */
export async function endSecrets(
  manager: EntityManager,
  id: string,
  seconds: number,
): Promise<void> {
  const secrets = tableOf(manager, ApiKeySecret);
  await manager.query(
    `UPDATE ${secrets}
     SET valid_until = least(valid_until, clock_timestamp() + make_interval(secs => $2))
     WHERE api_key_id = $1`,
    [id, seconds],
  );
  await manager.query(
    `DELETE FROM ${secrets} WHERE api_key_id = $1 AND valid_until <= clock_timestamp()`,
    [id],
  );
}

/** Counts the secrets of a key. */
export function countSecrets(manager: EntityManager, apiKeyId: string): Promise<number> {
  return manager.countBy(ApiKeySecret, { apiKeyId });
}

interface KeysRequest {
  where: Partial<Pick<ApiKey, 'tenantId' | 'ownerId'>>;
  /** The position at which the previous page ended. */
  after?: KeysPosition;
  limit: number;
}

interface KeysPosition {
  createdAt: Date;
  id: string;
}

/** Reads keys, newest first. */
export function keysAfter(
  manager: EntityManager,
  { where, after, limit }: KeysRequest,
): Promise<ApiKey[]> {
  const query = manager
    .createQueryBuilder(ApiKey, 'key')
    .where(where)
    .orderBy({ 'key.createdAt': 'DESC', 'key.id': 'DESC' })
    .limit(limit);
  if (after) query.andWhere('(key.createdAt, key.id) < (:createdAt, :id)', after);
  return query.getMany();
}

/**
 * Decodes the cursor of a page of keys.
 * @throws InvalidInputError
 */
export function positionInKeys(cursor: string | undefined): KeysPosition | undefined {
  if (cursor === undefined) return undefined;
  const [at, id, ...rest] = positionIn(cursor) ?? [];
  if (!isTime(at) || !isApiKeyId(id) || rest.length > 0) throw malformedCursor();
  return { createdAt: new Date(at), id };
}
