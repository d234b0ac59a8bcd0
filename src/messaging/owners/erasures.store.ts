import type { Database } from '../../postgres/database.js';
import { newUuid } from '../../postgres/uuid.js';
import { NOW } from '../../postgres/times.js';
import { NotificationErasure } from './notification-erasure.entity.js';

/**
 * Allows the following statements of this transaction to change and delete rows of versions, which a trigger refuses
 * otherwise. `off` ends the permission.
 */
export async function allowErasure(database: Database, allow: 'on' | 'off'): Promise<void> {
  await database.query("SELECT set_config('bellwether.erasing', $1, true)", [allow]);
}

/** Records an erasure. */
export async function recordErasure(
  database: Database,
  erasure: Pick<NotificationErasure, 'ownerHmac' | 'credentialId' | 'erased'>,
): Promise<void> {
  await database.query(
    `INSERT INTO ${database.table(NotificationErasure)} (id, erased_at, owner_hmac, credential_id, erased)
     VALUES ($1::uuid, ${NOW}, $2::text, $3::text, $4::jsonb)`,
    [newUuid(), erasure.ownerHmac, erasure.credentialId, JSON.stringify(erasure.erased)],
  );
}
