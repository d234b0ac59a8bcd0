import type { EntityManager } from 'typeorm';
import { dateOf, milliseconds, NOW } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
import type { Provenance } from '../callers/caller.js';
import type { Owner } from '../callers/caller.js';
import { selectedValues, valueColumns } from '../channels/value-sql.js';
import type { PreferenceVersionId } from './write-conditions.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { categoryColumn, NotificationPreference } from './notification-preference.entity.js';

/** A row as statements return it; times are milliseconds since 1970. */
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

/** One preference of an owner by its id; undefined where the owner has none of that id. */
export async function findPreference(
  manager: EntityManager,
  { tenantId, ownerId }: Required<Owner>,
  id: string,
): Promise<NotificationPreference | undefined> {
  const [row] = await manager.query<PreferenceRow[]>(
    `SELECT ${COLUMNS} FROM ${tableOf(manager, NotificationPreference)} AS stored
     WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text AND stored.id = $3::uuid`,
    [tenantId, ownerId, id],
  );
  return row && preferenceOf(row);
}

/** The part of an owner's preferences that is to be read. */
export interface PreferencesRequest {
  owner: Required<Owner>;
  /** Those of these categories only; null is the global default. Absent: all. */
  categories?: readonly (string | null)[] | undefined;
  /** The category that the page before ended with, `''` for the global default; null is the beginning. */
  after: string | null;
  /** How many at most. */
  limit: number;
}

/** An owner's preferences by category, in code point order, the global default first. */
export async function listPreferences(
  manager: EntityManager,
  { owner, categories, after, limit }: PreferencesRequest,
): Promise<NotificationPreference[]> {
  const rows = await manager.query<PreferenceRow[]>(
    `SELECT ${COLUMNS} FROM ${tableOf(manager, NotificationPreference)} AS stored
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
 * What `listPreferences` gives for each of many requests without `categories`, in their order. The sub-selects keep the
 * planner from making a plan for each number of requests.
 */
export async function listPreferencesOfMany(
  manager: EntityManager,
  requests: readonly PreferencesRequest[],
): Promise<NotificationPreference[][]> {
  const rows = await manager.query<(PreferenceRow & { position: number })[]>(
    `SELECT position::integer, found.*
     FROM unnest((SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::text[]), (SELECT $4::integer[]))
       WITH ORDINALITY AS given (tenant_id, owner_id, after, most, position)
     CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM ${tableOf(manager, NotificationPreference)} AS stored
       WHERE stored.tenant_id = given.tenant_id AND stored.owner_id = given.owner_id
         AND (given.after IS NULL OR stored.category > given.after)
       ORDER BY stored.category
       LIMIT given.most
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
 * Deletes one preference of an owner, of the version `expected` if that is given, and keeps its last state as a further
 * version. Returns that version; undefined where there is no such preference.
 */
export async function deletePreference(
  manager: EntityManager,
  { tenantId, ownerId }: Required<Owner>,
  id: string,
  expected: number | undefined,
  { actor, credentialId, via, requestId }: Provenance,
): Promise<PreferenceVersionId | undefined> {
  const [deleted] = await manager.query<PreferenceVersionId[]>(
    `WITH gone AS (
       DELETE FROM ${tableOf(manager, NotificationPreference)} AS stored
       WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text AND stored.id = $3::uuid
         AND stored.version = coalesce($4::integer, stored.version)
       RETURNING stored.*
     ),
     kept AS (
       INSERT INTO ${tableOf(manager, NotificationPreferenceVersion)}
         (tenant_id, owner_id, category, preference_id, ${valueColumns()}, version, deleted, changed_at,
          actor, credential_id, via, request_id)
       SELECT tenant_id, owner_id, category, id, ${valueColumns()}, version + 1, true,
              greatest(updated_at, ${NOW}), $5::text, $6::text, $7::text, $8::text
       FROM gone
       RETURNING version
     )
     SELECT gone.id, kept.version FROM gone CROSS JOIN kept`,
    [tenantId, ownerId, id, expected, actor, credentialId, via, requestId],
  );
  return deleted;
}
