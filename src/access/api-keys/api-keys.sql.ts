import type { EntityManager } from 'typeorm';
import { positionIn } from '../../http/cursor.js';
import { malformedCursor } from '../../http/page.js';
import { tableOf } from '../../postgres/tables.js';
import type { ApiKeyText } from './api-key.js';
import { ApiKey, ApiKeySecret } from './api-key.entity.js';

/** Stores the hash of a secret that is made at the moment `at`. */
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

/** Lets the secrets of a key go on for so many seconds at most, and drops those that are over. */
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

/** How many secrets a key has. */
export function countSecrets(manager: EntityManager, apiKeyId: string): Promise<number> {
  return manager.countBy(ApiKeySecret, { apiKeyId });
}

interface KeysRequest {
  where: Partial<Pick<ApiKey, 'tenantId' | 'ownerId'>>;
  /** Where the page before ended. */
  after?: KeysPosition;
  limit: number;
}

interface KeysPosition {
  createdAt: Date;
  id: string;
}

/** Keys, the latest first. */
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
 * Where a cursor says that a page of keys ended.
 * @throws InvalidInputError
 */
export function positionInKeys(cursor: string | undefined): KeysPosition | undefined {
  if (cursor === undefined) return undefined;
  const [at, id, ...rest] = positionIn(cursor) ?? [];
  const createdAt = new Date(typeof at === 'string' ? at : NaN);
  if (Number.isNaN(createdAt.getTime()) || typeof id !== 'string' || rest.length > 0) {
    throw malformedCursor();
  }
  return { createdAt, id };
}
