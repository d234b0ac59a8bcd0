import { PATIENCE_MS } from '../storage/gathering.js';
import { assignments, WRITTEN_COLUMNS } from './preferences.sql.js';
import type { PreferenceTables } from './stored-preference.js';

/**
 * Creates or replaces preferences of many owners, at most one of each key, all or none, each as
 * `upsertPreferenceSql` does. A row comes back for each, in no order, with its `position` from 1. Rows are inserted in
 * the order of their keys, so that two of these never wait for each other in a circle; a row that is held
 * for longer than a moment fails the statement (55P03 lock_not_available).
 * Parameters: lists of tenant_id, owner_id, actor, credential_id, via, request_id, category, id, in_app_enabled,
 * email_enabled, push_enabled, digest.
 */
export const gatheredUpsertSql = ({ preferences, versions }: PreferenceTables) => `
  WITH given AS (
    SELECT given.*, set_config('lock_timeout', '${PATIENCE_MS}ms', true)
    FROM unnest(
      $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
      $7::text[], $8::uuid[], $9::boolean[], $10::boolean[], $11::boolean[], $12::text[]
    ) WITH ORDINALITY AS given (tenant_id, owner_id, actor, credential_id, via, request_id,
      category, id, in_app_enabled, email_enabled, push_enabled, digest, position)
  ),
  saved AS (
    INSERT INTO ${preferences} AS stored
      (tenant_id, owner_id, category, id, in_app_enabled, email_enabled, push_enabled, digest,
       created_at, updated_at)
    SELECT tenant_id, owner_id, category, id, in_app_enabled, email_enabled, push_enabled, digest,
           clock.now, clock.now
    FROM given, (SELECT date_trunc('milliseconds', clock_timestamp()) AS now) AS clock
    ORDER BY tenant_id COLLATE "C", owner_id COLLATE "C", category COLLATE "C"
    ON CONFLICT (tenant_id, owner_id, category) DO UPDATE SET ${assignments('excluded')}
    RETURNING stored.*
  ),
  kept AS (
    INSERT INTO ${versions}
      (tenant_id, owner_id, preference_id, version, category, in_app_enabled, email_enabled,
       push_enabled, digest, changed_at, actor, credential_id, via, request_id)
    SELECT tenant_id, owner_id, saved.id, version, category, saved.in_app_enabled,
           saved.email_enabled, saved.push_enabled, saved.digest, updated_at,
           actor, credential_id, via, request_id
    FROM saved JOIN given USING (tenant_id, owner_id, category)
    ON CONFLICT (tenant_id, owner_id, preference_id, version) DO NOTHING
  ),
  numbered AS (SELECT tenant_id, owner_id, category, position FROM given)
  SELECT ${WRITTEN_COLUMNS}, position::integer
  FROM saved JOIN numbered USING (tenant_id, owner_id, category)`;
