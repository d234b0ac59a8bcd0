import type { EntityManager } from 'typeorm';
import { NotificationPreference } from '../messaging/preferences/notification-preference.entity.js';
import { tableOf } from '../postgres/tables.js';
import { ApiKey } from './entities/api-key.entity.js';

/** Whether the database has neither an API key nor a preference. */
export async function isEmpty(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<[{ empty: boolean }]>(
    `SELECT NOT EXISTS (SELECT FROM ${tableOf(manager, ApiKey)})
        AND NOT EXISTS (SELECT FROM ${tableOf(manager, NotificationPreference)}) AS empty`,
  );
  return row.empty;
}
