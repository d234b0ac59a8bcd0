import type { Database } from '../../postgres/database.js';
import { MAX_LIMIT } from '../../http/lists/page.js';
import { dateOf, milliseconds, timeOf } from '../../postgres/times.js';
import type { Owner } from '../callers/caller.js';
import { jsonValues } from '../channels/value-sql.js';
import { EXPORT_PAGE_SIZE } from '../storage/kept-data.js';
import type { PreferenceVersionId } from './entity-tag.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import type { PreferenceChange } from './preferences.options.js';

/** The maximum number of changes that one call reads: a page of the API and one more, or a page of an export. */
const MAX_CHANGES = Math.max(MAX_LIMIT + 1, EXPORT_PAGE_SIZE);

type VersionRow = Omit<NotificationPreferenceVersion, 'changedAt'> & { changedAt: number };

interface ChangeRow {
  after: VersionRow;
  before: VersionRow | null;
}

/** The position at which a page of changes ended. */
export interface HistoryPosition extends PreferenceVersionId {
  /** Milliseconds since 1970. */
  changedAt: number;
}

/** The position of a change in the history. */
export function positionOf({ after }: PreferenceChange): HistoryPosition {
  const { preferenceId: id, version, changedAt } = after;
  return { id, version, changedAt: changedAt.getTime() };
}

/** Selects changes of an owner's preferences. */
interface HistoryRequest {
  owner: Required<Owner>;
  /** The position at which the previous page ended. */
  after?: HistoryPosition | undefined;
  /** The maximum number of changes, at most `MAX_CHANGES`. */
  limit: number;
}

/** SQL for a version as a JSON object with the properties of `VersionRow`. */
const versionJson = (alias: string) => `jsonb_build_object(
      'tenantId', ${alias}.tenant_id, 'ownerId', ${alias}.owner_id,
      'preferenceId', ${alias}.preference_id, 'version', ${alias}.version,
      'category', nullif(${alias}.category, ''), ${jsonValues(alias)}, 'deleted', ${alias}.deleted,
      'changedAt', ${milliseconds(`${alias}.changed_at`)}, 'actor', ${alias}.actor,
      'credentialId', ${alias}.credential_id, 'via', ${alias}.via, 'requestId', ${alias}.request_id)`;

const LATEST_FIRST = 'changed.changed_at DESC, changed.preference_id DESC, changed.version DESC';

/** SQL for the versions `changed`, each with its previous version. */
const changesSql = (versions: string, changed: string, order = LATEST_FIRST) => `
  SELECT ${versionJson('changed')} AS after,
         (SELECT ${versionJson('earlier')} FROM ${versions} AS earlier
          WHERE earlier.tenant_id = changed.tenant_id AND earlier.owner_id = changed.owner_id
            AND earlier.preference_id = changed.preference_id
            AND earlier.version = changed.version - 1) AS before
  FROM (${changed}) AS changed
  ORDER BY ${order}`;

/**
 * SQL for the first `$3` of the ordered rows `query`. PostgreSQL assumes that a parameter as a limit is a tenth of all
 * rows, and may then sort them all. The constant, which no request exceeds, makes it read in the order of an index.
 */
const firstOf = (query: string) => `
    SELECT * FROM (${query} LIMIT ${MAX_CHANGES}) AS listed LIMIT $3::integer`;

/**
 * Lists an owner's changes, newest first. `version > 0` is true for every row. It allows PostgreSQL to use the index of
 * the history, which is partial so that no other statement uses it.
 */
export async function listChanges(
  database: Database,
  { owner, after, limit }: HistoryRequest,
): Promise<PreferenceChange[]> {
  const versions = database.table(NotificationPreferenceVersion);
  const changed = `
    SELECT * FROM ${versions}
    WHERE tenant_id = $1::text AND owner_id = $2::text AND version > 0
      AND (changed_at, preference_id, version)
          < (coalesce(${timeOf('$4')}, 'infinity'), $5::uuid, $6::integer)
    ORDER BY changed_at DESC, preference_id DESC, version DESC`;
  const rows = await database.query<ChangeRow[]>(changesSql(versions, firstOf(changed)), [
    owner.tenantId,
    owner.ownerId,
    limit,
    after?.changedAt,
    after?.id,
    after?.version,
  ]);
  return rows.map(changeOf);
}

/** Lists the changes of one preference of an owner, newest first. The preference may be deleted. */
export async function listChangesOf(
  database: Database,
  preferenceId: string,
  { owner, after, limit }: HistoryRequest,
): Promise<PreferenceChange[]> {
  const versions = database.table(NotificationPreferenceVersion);
  const changed = `
    SELECT * FROM ${versions}
    WHERE tenant_id = $1::text AND owner_id = $2::text AND preference_id = $4::uuid
      AND version < coalesce($5::integer, 2147483647)
    ORDER BY version DESC`;
  const rows = await database.query<ChangeRow[]>(changesSql(versions, firstOf(changed)), [
    owner.tenantId,
    owner.ownerId,
    limit,
    preferenceId,
    after?.version,
  ]);
  return rows.map(changeOf);
}

/** Reads the changes that created `created`, which are versions of an owner's preferences, by category. */
export async function findChanges(
  database: Database,
  owner: Required<Owner>,
  created: readonly PreferenceVersionId[],
): Promise<PreferenceChange[]> {
  const versions = database.table(NotificationPreferenceVersion);
  const changed = `
    SELECT stored.* FROM unnest($3::uuid[], $4::integer[]) AS created (preference_id, version)
    JOIN ${versions} AS stored USING (preference_id, version)
    WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text`;
  const sql = changesSql(versions, changed, 'changed.category, changed.version');
  const rows = await database.query<ChangeRow[]>(sql, [
    owner.tenantId,
    owner.ownerId,
    created.map(({ id }) => id),
    created.map(({ version }) => version),
  ]);
  return rows.map(changeOf);
}

/** Counts the changes that the owner made to the preferences of others. */
export async function countChangesForOthers(
  database: Database,
  { tenantId, ownerId }: Required<Owner>,
): Promise<number> {
  const [row] = await database.query<[{ count: number }]>(
    `SELECT count(*)::integer AS count FROM ${database.table(NotificationPreferenceVersion)}
     WHERE tenant_id = $1::text AND actor COLLATE "C" = $2::text AND actor COLLATE "C" <> owner_id`,
    [tenantId, ownerId],
  );
  return row.count;
}

function changeOf({ before, after }: ChangeRow): PreferenceChange {
  return { before: before && versionOf(before), after: versionOf(after) };
}

function versionOf(row: VersionRow): NotificationPreferenceVersion {
  const changedAt = dateOf(row.changedAt);
  return Object.assign(new NotificationPreferenceVersion(), row, { changedAt });
}
