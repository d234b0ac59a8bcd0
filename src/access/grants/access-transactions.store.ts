import type { EntityManager } from 'typeorm';
import type { Provenance } from '../../messaging/callers/caller.js';
import { dateOf, milliseconds, NOW } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
import { newUuid } from '../../postgres/uuid.js';
import { AccessEvent } from '../entities/access-event.entity.js';
import { ApiKey } from '../entities/api-key.entity.js';
import { Role } from '../entities/role.entity.js';
import { rolesThatGrant } from './built-in-roles.js';

/** Takes the lock on changes of keys and roles. The transaction holds it until it ends. */
export async function lockAccess(manager: EntityManager): Promise<void> {
  await manager.query(`LOCK TABLE ${tableOf(manager, Role)} IN SHARE ROW EXCLUSIVE MODE`);
}

/** Reads the database's clock, in whole milliseconds. */
export async function readClock(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<[{ now: string }]>(`SELECT ${milliseconds(NOW)} AS now`);
  return dateOf(row.now);
}

/** Whether a valid global key, a key that belongs to no tenant, grants `access:manage`. */
export async function isManaged(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<[{ managed: boolean }]>(
    `SELECT EXISTS (
       SELECT 1 FROM ${tableOf(manager, ApiKey)} AS key
       LEFT JOIN ${tableOf(manager, Role)} AS role ON role.name = key.role
       WHERE key.tenant_id = '' AND key.revoked_at IS NULL
         AND (key.expires_at IS NULL OR key.expires_at > clock_timestamp())
         AND (key.role = ANY ($1::text[]) OR 'access:manage' = ANY (role.permissions))
     ) AS managed`,
    [rolesThatGrant('access:manage')],
  );
  return row.managed;
}

/** Stores an event. */
export async function recordEvent(
  manager: EntityManager,
  event: Omit<AccessEvent, 'id' | 'credentialId' | 'requestId'> & Provenance,
): Promise<void> {
  await manager.query(
    `INSERT INTO ${tableOf(manager, AccessEvent)}
       (id, occurred_at, tenant_id, action, subject, details, actor, credential_id, via, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newUuid(),
      event.occurredAt,
      event.tenantId,
      event.action,
      event.subject,
      JSON.stringify(event.details),
      event.actor,
      event.credentialId,
      event.via,
      event.requestId,
    ],
  );
}
