import type { Database } from '../../postgres/database.js';
import { lockTimeoutColumn } from '../../postgres/lock-timeout.js';
import { dateOf, milliseconds, NOW, timeArgument, timeOf } from '../../postgres/times.js';
import { newUuid } from '../../postgres/uuid.js';
import type { Owner, Provenance } from '../callers/caller.js';
import { PROVENANCE_COLUMNS, provenanceArguments } from '../callers/provenance-columns.js';
import { isExpected } from '../preferences/entity-tag.js';
import type { RowOwner } from '../storage/storage.options.js';
import {
  NotificationSettings,
  NotificationSettingsVersion,
} from './notification-settings.entity.js';
import type { SettingsValues } from './settings-values.js';

const VALUES = 'time_zone, locale, daily_digest_at, quiet_hours, paused_until, closed_channels';

const valuesOf = (alias: string) => `(${VALUES.replaceAll(/\w+/g, `${alias}.$&`)})`;

/** The values of `alias` with the names of `SettingsValues`. Times are milliseconds since 1970. */
const selectedValues = (alias: string) => `
    ${alias}.tenant_id AS "tenantId", ${alias}.owner_id AS "ownerId", ${alias}.version,
    ${alias}.time_zone AS "timeZone", ${alias}.locale, ${alias}.daily_digest_at AS "dailyDigestAt",
    ${alias}.quiet_hours AS "quietHours", ${milliseconds(`${alias}.paused_until`)} AS "pausedUntil",
    to_jsonb(${alias}.closed_channels) AS "closedChannels"`;

const SELECTED = `${selectedValues('stored')}, stored.id,
    ${milliseconds('stored.created_at')} AS "createdAt", ${milliseconds('stored.updated_at')} AS "updatedAt"`;

/** A row of a statement's result. Times are milliseconds since 1970. */
type Row<T> = {
  [Name in keyof T]: T[Name] extends Date
    ? string
    : T[Name] extends Date | null
      ? string | null
      : T[Name];
};

function settingsOf({ createdAt, updatedAt, pausedUntil, ...row }: Row<NotificationSettings>) {
  return Object.assign(new NotificationSettings(), row, {
    createdAt: dateOf(createdAt),
    updatedAt: dateOf(updatedAt),
    pausedUntil: pausedUntil === null ? null : dateOf(pausedUntil),
  });
}

/** Reads the settings of an owner. Returns undefined when the owner stored none. */
export async function findSettings(
  database: Database,
  { tenantId, ownerId }: RowOwner,
): Promise<NotificationSettings | undefined> {
  const [row] = await database.query<Row<NotificationSettings>[]>(
    `SELECT ${SELECTED} FROM ${database.table(NotificationSettings)} AS stored
     WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text`,
    [tenantId, ownerId],
  );
  return row && settingsOf(row);
}

/** Settings to write, with the origin of the change. */
export interface SettingsWrite {
  owner: Required<Owner>;
  values: SettingsValues;
  provenance: Provenance;
  /** The `expectedVersions` of the stored settings, unless their values already equal the new ones. */
  expected: string | undefined;
  /** With `*`, there must be no settings. */
  ifNoneMatch?: '*' | undefined;
}

/**
 * SQL that creates or replaces the settings of an owner, and stores a change of a value as a version. Its result has no
 * row when a condition is not met.
 */
function writeSql(database: Database, onConflict: string, lockTimeoutMs?: number): string {
  const table = database.table(NotificationSettings);
  return `
  WITH input AS (
    SELECT $1::text AS tenant_id, $2::text AS owner_id, $3::uuid AS id, $4::text AS time_zone, $5::text AS locale,
           $6::text AS daily_digest_at, $7::jsonb AS quiet_hours, ${timeOf('$8')} AS paused_until,
           $9::text[] AS closed_channels${lockTimeoutColumn(lockTimeoutMs)}
  ),
  locked AS (
    SELECT stored.* FROM ${table} AS stored JOIN input USING (tenant_id, owner_id)
    WHERE $14::text IS NOT NULL FOR UPDATE OF stored
  ),
  saved AS (
    INSERT INTO ${table} AS stored (tenant_id, owner_id, id, ${VALUES}, version, created_at, updated_at)
    SELECT tenant_id, owner_id, id, ${VALUES}, 1, clock.now, clock.now
    FROM input, (SELECT ${NOW} AS now) AS clock
    WHERE $14::text IS NULL OR EXISTS (
      SELECT FROM locked WHERE (${isExpected('locked', '$14::text')})
        OR ${valuesOf('locked')} IS NOT DISTINCT FROM ${valuesOf('input')})
    ON CONFLICT (tenant_id, owner_id) ${onConflict}
    RETURNING stored.*
  ),
  saved_version AS (
    INSERT INTO ${database.table(NotificationSettingsVersion)}
      (tenant_id, owner_id, ${VALUES}, version, changed_at, ${PROVENANCE_COLUMNS})
    SELECT tenant_id, owner_id, ${VALUES}, version, updated_at, $10::text, $11::text, $12::text, $13::text
    FROM saved
    ON CONFLICT (tenant_id, owner_id, version) DO NOTHING
  )
  SELECT ${SELECTED} FROM saved AS stored`;
}

const IS_CHANGED = `${valuesOf('stored')} IS DISTINCT FROM ${valuesOf('excluded')}`;

/**
 * Replaces the row `stored`. Like the statement for preferences, it updates the row even when no value changes, so that
 * RETURNING gives a row to the second of two concurrent equal writes.
 */
const REPLACE = `DO UPDATE SET (${VALUES}) = ROW ${valuesOf('excluded')},
      version = stored.version + CASE WHEN ${IS_CHANGED} THEN 1 ELSE 0 END,
      updated_at = CASE WHEN ${IS_CHANGED} THEN greatest(stored.updated_at, ${NOW}) ELSE stored.updated_at END`;

/**
 * Creates or replaces the settings of an owner, and stores a change of a value as a version. Returns undefined when a
 * condition is not met.
 */
export async function writeSettings(
  database: Database,
  { owner, values, provenance, expected, ifNoneMatch }: SettingsWrite,
  lockTimeoutMs?: number,
): Promise<NotificationSettings | undefined> {
  const sql = writeSql(database, ifNoneMatch ? 'DO NOTHING' : REPLACE, lockTimeoutMs);
  const [row] = await database.query<Row<NotificationSettings>[]>(sql, [
    owner.tenantId,
    owner.ownerId,
    newUuid(),
    values.timeZone,
    values.locale,
    values.dailyDigestAt,
    JSON.stringify(values.quietHours),
    values.pausedUntil && timeArgument(values.pausedUntil),
    values.closedChannels,
    ...provenanceArguments(provenance),
    expected,
  ]);
  return row && settingsOf(row);
}

/** A change of settings: the version that it created, and the version before it. */
export interface SettingsChange {
  before: NotificationSettingsVersion | null;
  after: NotificationSettingsVersion;
}

/** Selects changes of the settings of an owner. */
export interface SettingsHistoryRequest {
  owner: RowOwner;
  /** The version of the last change of the previous page. */
  before?: number | undefined;
  /** The maximum number of changes. */
  limit: number;
}

/** Lists the changes of the settings of an owner, newest first. */
export async function listSettingsChanges(
  database: Database,
  { owner: { tenantId, ownerId }, before, limit }: SettingsHistoryRequest,
): Promise<SettingsChange[]> {
  const rows = await database.query<Row<NotificationSettingsVersion>[]>(
    `SELECT ${selectedValues('stored')}, ${milliseconds('stored.changed_at')} AS "changedAt", stored.actor,
            stored.credential_id AS "credentialId", stored.via, stored.request_id AS "requestId"
     FROM ${database.table(NotificationSettingsVersion)} AS stored
     WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text
       AND stored.version < coalesce($3::integer, 2147483647)
     ORDER BY stored.version DESC
     LIMIT $4::integer`,
    // One more row has the values before the last change.
    [tenantId, ownerId, before, limit + 1],
  );
  const versions = rows.map(versionOf);
  return versions
    .slice(0, limit)
    .map((after, position) => ({ before: versions[position + 1] ?? null, after }));
}

function versionOf({ changedAt, pausedUntil, ...row }: Row<NotificationSettingsVersion>) {
  return Object.assign(new NotificationSettingsVersion(), row, {
    changedAt: dateOf(changedAt),
    pausedUntil: pausedUntil === null ? null : dateOf(pausedUntil),
  });
}

/** The names of the time zones that the database knows. */
export async function readTimeZones(database: Database): Promise<Set<string>> {
  const rows = await database.query<{ name: string }[]>('SELECT name FROM pg_timezone_names');
  return new Set(rows.map(({ name }) => name));
}
