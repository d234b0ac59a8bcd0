import type { EntityManager } from 'typeorm';
import { dateOf, milliseconds } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
import { AccessEvent } from '../entities/access-event.entity.js';

/** A row of the result. The time is milliseconds since 1970. */
type EventRow = Omit<AccessEvent, 'occurredAt'> & Record<'occurredAt', string>;

/** Selects events. */
interface EventsRequest extends Partial<Pick<AccessEvent, 'tenantId'>> {
  /** The id of the last event of the previous page; undefined for the first page. */
  after?: string | undefined;
  /** The maximum number of events. */
  limit: number;
}

/** Lists the events of a tenant's keys, or all events, newest first. */
export async function listEvents(
  manager: EntityManager,
  { tenantId, after, limit }: EventsRequest,
): Promise<AccessEvent[]> {
  const rows = await manager.query<EventRow[]>(
    `SELECT id, ${milliseconds('occurred_at')} AS "occurredAt", tenant_id AS "tenantId", action, subject, details,
       actor, credential_id AS "credentialId", via, request_id AS "requestId"
     FROM ${tableOf(manager, AccessEvent)}
     WHERE ($1::text IS NULL OR tenant_id = $1::text) AND ($2::uuid IS NULL OR id < $2::uuid)
     ORDER BY id DESC
     LIMIT $3::integer`,
    [tenantId, after, limit],
  );
  return rows.map(({ occurredAt, ...row }) =>
    Object.assign(new AccessEvent(), row, { occurredAt: dateOf(occurredAt) }),
  );
}
