import type { Database } from '../../postgres/database.js';
import { dateOf, milliseconds, NOW } from '../../postgres/times.js';
import { lockTimeoutColumn } from '../../postgres/lock-timeout.js';
import type { Owner, Provenance } from '../callers/caller.js';
import { PROVENANCE_COLUMNS, provenanceArguments } from '../callers/provenance-columns.js';
import { selectedValues, valueColumns } from '../channels/value-sql.js';
import { isExpected, type PreferenceVersionId } from './entity-tag.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { categoryColumn, NotificationPreference } from './notification-preference.entity.js';

/** A row of a statement's result. Times are milliseconds since 1970. */
type PreferenceRow = Omit<NotificationPreference, 'createdAt' | 'updatedAt'> &
  Record<'createdAt' | 'updatedAt', string>;

const COLUMNS = `stored.tenant_id AS "tenantId", stored.owner_id AS "ownerId", stored.id, stored.version,
    nullif(stored.category, '') AS category, ${selectedValues((column) => `stored.${column}`)},
    ${milliseconds('stored.created_at')} AS "createdAt", ${milliseconds('stored.updated_at')} AS "updatedAt"`;

function preferenceOf({ createdAt, updatedAt, ...row }: PreferenceRow): NotificationPreference {
  return Object.assign(new NotificationPreference(), row, {
    createdAt: dateOf(createdAt),
    updatedAt: dateOf(updatedAt),
  });
}

/** Reads one preference of an owner by its id. Returns undefined when the owner has none with this id. */
export async function findPreference(
  database: Database,
  { tenantId, ownerId }: Required<Owner>,
  id: string,
): Promise<NotificationPreference | undefined> {
  const [row] = await database.query<PreferenceRow[]>(
    `SELECT ${COLUMNS} FROM ${database.table(NotificationPreference)} AS stored
     WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text AND stored.id = $3::uuid`,
    [tenantId, ownerId, id],
  );
  return row && preferenceOf(row);
}

/** Selects preferences of an owner. */
export interface PreferencesRequest {
  owner: Required<Owner>;
  /** Only these categories; null means the global default. By default all. */
  categories?: readonly (string | null)[] | undefined;
  /** The last category of the previous page, `''` for the global default; null for the first page. */
  after: string | null;
  /** The maximum number of preferences. */
  limit: number;
}

/** Lists an owner's preferences by category in code point order, the global default first. */
export async function listPreferences(
  database: Database,
  { owner, categories, after, limit }: PreferencesRequest,
): Promise<NotificationPreference[]> {
  const rows = await database.query<PreferenceRow[]>(
    `SELECT ${COLUMNS} FROM ${database.table(NotificationPreference)} AS stored
     WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text
       AND ($3::text[] IS NULL OR stored.category = ANY ($3::text[]))
       AND ($4::text IS NULL OR stored.category > $4::text)
     ORDER BY stored.category
     LIMIT $5::integer`,
    [owner.tenantId, owner.ownerId, categories?.map(categoryColumn.to), after, limit],
  );
  return rows.map(preferenceOf);
}

/**
 * Runs `listPreferences` for several requests without `categories` in one statement. Returns a list for each request,
 * in their order. The sub-selects prevent the planner from making a plan for each number of requests.
 */
export async function listPreferencesOfMany(
  database: Database,
  requests: readonly PreferencesRequest[],
): Promise<NotificationPreference[][]> {
  const rows = await database.query<(PreferenceRow & { position: number })[]>(
    `SELECT position::integer, found.*
     FROM unnest((SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::text[]), (SELECT $4::integer[]))
       WITH ORDINALITY AS request (tenant_id, owner_id, after, max_rows, position)
     CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM ${database.table(NotificationPreference)} AS stored
       WHERE stored.tenant_id = request.tenant_id AND stored.owner_id = request.owner_id
         AND (request.after IS NULL OR stored.category > request.after)
       ORDER BY stored.category
       LIMIT request.max_rows
     ) AS found
     ORDER BY position, category COLLATE "C" NULLS FIRST`,
    [
      requests.map(({ owner }) => owner.tenantId),
      requests.map(({ owner }) => owner.ownerId),
      requests.map(({ after }) => after),
      requests.map(({ limit }) => limit),
    ],
  );
  const lists = requests.map((): NotificationPreference[] => []);
  for (const { position, ...row } of rows) lists[position - 1]?.push(preferenceOf(row));
  return lists;
}

/**
 * Deletes one preference of an owner, and stores its last values as another version. If `expected` is set, the stored
 * preference must have this version. Returns the version of the deletion, or undefined when there is no such
 * preference.
 */
export async function deletePreference(
  database: Database,
  { tenantId, ownerId }: Required<Owner>,
  id: string,
  expected: string | undefined,
  provenance: Provenance,
  lockTimeoutMs?: number,
): Promise<PreferenceVersionId | undefined> {
  const [deleted] = await database.query<PreferenceVersionId[]>(
    `WITH removed AS (
       DELETE FROM ${database.table(NotificationPreference)} AS stored
       USING (SELECT true AS once${lockTimeoutColumn(lockTimeoutMs)}) AS setting
       WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text AND stored.id = $3::uuid
         AND ($4::text IS NULL OR ${isExpected('stored', '$4::text')})
       RETURNING stored.*
     ),
     saved_version AS (
       INSERT INTO ${database.table(NotificationPreferenceVersion)}
         (tenant_id, owner_id, category, preference_id, ${valueColumns()}, version, deleted, changed_at,
          ${PROVENANCE_COLUMNS})
       SELECT tenant_id, owner_id, category, id, ${valueColumns()}, version + 1, true,
              greatest(updated_at, ${NOW}), $5::text, $6::text, $7::text, $8::text
       FROM removed
       RETURNING version
     )
     SELECT removed.id, saved_version.version FROM removed CROSS JOIN saved_version`,
    [tenantId, ownerId, id, expected, ...provenanceArguments(provenance)],
  );
  return deleted;
}
