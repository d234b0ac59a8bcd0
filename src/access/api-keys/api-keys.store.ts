import type { EntityManager } from 'typeorm';
import type { Owner } from '../../messaging/callers/caller.js';
import { dateOf, milliseconds, NOW, timeArgument, timeOf } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
import type { ApiKeyText } from './api-key.js';
import { ApiKey, ApiKeySecret } from '../entities/api-key.entity.js';

/** The minimum time between two records of the use of a key, in milliseconds. */
export const RECORD_EVERY_MS = 60_000;

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
     WHERE key.id = $1::text AND key.revoked_at IS NULL`,
    [id],
  );
  return rows.map(({ validUntil, lastUsedAt, ...row }) => ({
    ...row,
    validUntil: validUntil === null ? Infinity : Number(validUntil),
    lastUsedAt: Number(lastUsedAt ?? 0),
  }));
}

/** Records the use of a key, unless its last use was recorded less than `RECORD_EVERY_MS` ago. */
export async function recordUse(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `UPDATE ${tableOf(manager, ApiKey)} SET last_used_at = ${NOW}
     WHERE id = $1::text
       AND (last_used_at IS NULL
         OR last_used_at <= clock_timestamp() - $2::integer * interval '1 millisecond')`,
    [id, RECORD_EVERY_MS],
  );
}

/** A row of a statement's result. Times are milliseconds since 1970. */
type KeyRow = Omit<ApiKey, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'> &
  Record<'createdAt', string> &
  Record<'expiresAt' | 'lastUsedAt' | 'revokedAt', string | null>;

const KEY = `id, tenant_id AS "tenantId", owner_id AS "ownerId", role, name,
    ${milliseconds('created_at')} AS "createdAt", ${milliseconds('expires_at')} AS "expiresAt",
    ${milliseconds('last_used_at')} AS "lastUsedAt", ${milliseconds('revoked_at')} AS "revokedAt"`;

/** Reads a key of a tenant, or of any tenant, by its id. Returns undefined when there is none. */
export async function findKey(
  manager: EntityManager,
  { id, tenantId }: Pick<ApiKey, 'id'> & Partial<Pick<ApiKey, 'tenantId'>>,
): Promise<ApiKey | undefined> {
  const [row] = await manager.query<KeyRow[]>(
    `SELECT ${KEY} FROM ${tableOf(manager, ApiKey)}
     WHERE id = $1::text AND ($2::text IS NULL OR tenant_id = $2::text)`,
    [id, tenantId],
  );
  return row && keyOf(row);
}

/** Selects keys. */
interface KeysRequest extends Partial<Pick<ApiKey, 'tenantId' | 'ownerId'>> {
  /** The position at which the previous page ended. */
  after?: KeysPosition | undefined;
  /** The maximum number of keys. */
  limit: number;
}

/** The position at which a page of keys ended. */
export interface KeysPosition {
  /** Milliseconds since 1970. */
  createdAt: number;
  id: string;
}

/** Lists the keys of a tenant or of all tenants, of one owner or of all owners, newest first. */
export async function listKeys(
  manager: EntityManager,
  { tenantId, ownerId, after, limit }: KeysRequest,
): Promise<ApiKey[]> {
  const rows = await manager.query<KeyRow[]>(
    `SELECT ${KEY} FROM ${tableOf(manager, ApiKey)}
     WHERE ($1::text IS NULL OR tenant_id = $1::text)
       AND ($2::text IS NULL OR owner_id = $2::text)
       AND (created_at, id) < (coalesce(${timeOf('$3')}, 'infinity'), $4::text)
     ORDER BY created_at DESC, id DESC
     LIMIT $5::integer`,
    [tenantId, ownerId, after?.createdAt, after?.id, limit],
  );
  return rows.map(keyOf);
}

/** Stores a new key, without a secret. */
export async function addKey(
  manager: EntityManager,
  key: Omit<ApiKey, 'lastUsedAt' | 'revokedAt'>,
): Promise<ApiKey> {
  const [row] = await manager.query<[KeyRow]>(
    `INSERT INTO ${tableOf(manager, ApiKey)} (id, tenant_id, owner_id, role, name, created_at, expires_at)
     VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, ${timeOf('$6')}, ${timeOf('$7')})
     RETURNING ${KEY}`,
    [
      key.id,
      key.tenantId,
      key.ownerId,
      key.role,
      key.name,
      timeArgument(key.createdAt),
      key.expiresAt && timeArgument(key.expiresAt),
    ],
  );
  return keyOf(row);
}

/** Revokes a key at the time `at`. */
export async function revokeKey(manager: EntityManager, id: string, at: Date): Promise<void> {
  await manager.query(
    `UPDATE ${tableOf(manager, ApiKey)} SET revoked_at = ${timeOf('$2')} WHERE id = $1::text`,
    [id, timeArgument(at)],
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
     VALUES ($1::text, $2::bytea, ${timeOf('$3')})`,
    [id, secretHash, timeArgument(at)],
  );
}

/** Makes the secrets of a key expire after at most `seconds`. */
export async function endSecrets(
  manager: EntityManager,
  id: string,
  seconds: number,
): Promise<void> {
  await manager.query(
    `UPDATE ${tableOf(manager, ApiKeySecret)}
     SET valid_until = least(valid_until, clock_timestamp() + $2::integer * interval '1 second')
     WHERE api_key_id = $1::text`,
    [id, seconds],
  );
}

/** Deletes the expired secrets of a key. */
export async function deleteEndedSecrets(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `DELETE FROM ${tableOf(manager, ApiKeySecret)}
     WHERE api_key_id = $1::text AND valid_until <= clock_timestamp()`,
    [id],
  );
}

/** Counts the secrets of a key. */
export async function countSecrets(manager: EntityManager, id: string): Promise<number> {
  const [row] = await manager.query<[{ count: number }]>(
    `SELECT count(*)::integer AS count FROM ${tableOf(manager, ApiKeySecret)}
     WHERE api_key_id = $1::text`,
    [id],
  );
  return row.count;
}

function keyOf({ createdAt, expiresAt, lastUsedAt, revokedAt, ...row }: KeyRow): ApiKey {
  return Object.assign(new ApiKey(), row, {
    createdAt: dateOf(createdAt),
    expiresAt: expiresAt === null ? null : dateOf(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : dateOf(lastUsedAt),
    revokedAt: revokedAt === null ? null : dateOf(revokedAt),
  });
}
