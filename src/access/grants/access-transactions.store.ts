import type { EntityManager } from 'typeorm';
import type { Provenance } from '../../messaging/callers/caller.js';
import {
  PROVENANCE_COLUMNS,
  provenanceArguments,
} from '../../messaging/callers/provenance-columns.js';
import { dateOf, milliseconds, NOW, timeArgument, timeOf } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
import { newUuid } from '../../postgres/uuid.js';
import { INVALIDATION_CHANNEL } from '../cache/access-caches.service.js';
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
       (id, occurred_at, tenant_id, action, subject, details, ${PROVENANCE_COLUMNS})
     VALUES ($1::uuid, ${timeOf('$2')}, $3::text, $4::text, $5::text, $6::jsonb,
             $7::text, $8::text, $9::text, $10::text)`,
    [
      newUuid(),
      timeArgument(event.occurredAt),
      event.tenantId,
      event.action,
      event.subject,
      JSON.stringify(event.details),
      ...provenanceArguments(event),
    ],
  );
}

/** Announces a change of keys or roles to all servers, once the transaction commits. */
export async function announceChange(manager: EntityManager): Promise<void> {
  await manager.query("SELECT pg_notify($1::text, '')", [INVALIDATION_CHANNEL]);
}
