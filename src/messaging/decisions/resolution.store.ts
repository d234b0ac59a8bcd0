import type { Database } from '../../postgres/database.js';
import { timeArgument, timeOf } from '../../postgres/times.js';
import type { Owner } from '../callers/caller.js';
import {
  NotificationCategory,
  NotificationCategoryVersion,
} from '../categories/notification-category.entity.js';
import type { PreferenceValues, ValueColumns } from '../channels/preference-values.js';
import { selectedValues, valueColumns } from '../channels/value-sql.js';
import { NotificationPreferenceVersion } from '../preferences/notification-preference-version.entity.js';
import {
  categoryColumn,
  NotificationPreference,
} from '../preferences/notification-preference.entity.js';
import { registrationSql } from './registration.sql.js';
import type { EffectivePreference, ResolutionInput } from './resolution.js';

/** The data for one resolution. The values are null when the owner stored nothing. */
export type ResolutionRow = Pick<
  EffectivePreference,
  'ownerId' | 'category' | 'preferenceId' | 'preferenceVersion'
> &
  Pick<ResolutionInput, 'isOwn' | 'requiredChannels' | 'optIn'> & {
    [Value in keyof PreferenceValues]: PreferenceValues[Value] | null;
  } & { defaultPreference: ValueColumns | null };

/** An owner and a category; null means the global default. */
export interface OwnerCategory extends Required<Owner> {
  category: string | null;
}

/** Owners of one tenant, and categories. */
export interface OwnersCategories {
  tenantId: string;
  ownerIds: readonly string[];
  /** By default: every category that is registered or for which one of the owners stored a preference, and null. */
  categories?: readonly (string | null)[] | undefined;
  /** A time in the past. By default the time is now. */
  asOf?: Date | undefined;
}

/** SQL for the winning row, `own` or else `global`, and the registration of the category. */
const RESOLVED = `
         own.id IS NOT NULL AS "isOwn",
         coalesce(own.id, global.id) AS "preferenceId",
         coalesce(own.version, global.version) AS "preferenceVersion",
         ${selectedValues((column) => `coalesce(own.${column}, global.${column})`)},
         default_preference AS "defaultPreference",
         to_jsonb(required_channels) AS "requiredChannels",
         opt_in AS "optIn"`;

/** SQL that joins the preferences and the registration for one owner and one category: three look-ups by key. */
const lookUps = (
  database: Database,
  { tenant, owner, category }: Record<'tenant' | 'owner' | 'category', string>,
) => {
  const preferences = database.table(NotificationPreference);
  const registration = registrationSql(database.table(NotificationCategory), {
    tenant,
    category,
  });
  return `
  LEFT JOIN ${preferences} AS own
    ON own.tenant_id = ${tenant} AND own.owner_id = ${owner}
      AND own.category = ${category} AND ${category} <> ''
  LEFT JOIN ${preferences} AS global
    ON global.tenant_id = ${tenant} AND global.owner_id = ${owner} AND global.category = ''
  LEFT JOIN LATERAL (${registration}) AS registered ON true`;
};

/**
 * Reads the data for one resolution. It is faster than `readResolutions` with one key, because PostgreSQL reuses the
 * plan of a statement with single values but not with lists (docs/performance.md).
 */
export async function readResolution(
  database: Database,
  { tenantId, ownerId, category }: OwnerCategory,
): Promise<ResolutionRow> {
  const keys = { tenant: '$1::text', owner: '$2::text', category: '$3::text' };
  const [row] = await database.query<[ResolutionRow]>(
    `SELECT $2::text AS "ownerId", nullif($3::text, '') AS category,${RESOLVED}
     FROM (SELECT) AS requested${lookUps(database, keys)}`,
    [tenantId, ownerId, categoryColumn.to(category)],
  );
  return row;
}

/**
 * Reads the data for many resolutions, in the order of their keys. The sub-selects prevent the planner from making a
 * plan for each number of keys.
 */
export async function readResolutions(
  database: Database,
  requested: readonly OwnerCategory[],
): Promise<ResolutionRow[]> {
  const keys = {
    tenant: 'requested.tenant_id',
    owner: 'requested.owner_id',
    category: 'requested.category',
  };
  return database.query<ResolutionRow[]>(
    `SELECT requested.owner_id AS "ownerId", nullif(requested.category, '') AS category,${RESOLVED}
     FROM unnest((SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::text[]))
       WITH ORDINALITY AS requested (tenant_id, owner_id, category, position)${lookUps(database, keys)}
     ORDER BY requested.position`,
    [
      requested.map(({ tenantId }) => tenantId),
      requested.map(({ ownerId }) => ownerId),
      requested.map(({ category }) => categoryColumn.to(category)),
    ],
  );
}

/** Reads the data for the resolutions of every owner and every category, in their order, now or at a past time. */
export function readResolutionsOfOwners(
  database: Database,
  { tenantId, ownerIds, categories, asOf }: OwnersCategories,
): Promise<ResolutionRow[]> {
  const [stored, registered] = asOf ? rowsAsOf(database) : rowsNow(database);
  const parameters: unknown[] = [tenantId, ownerIds, categories?.map(categoryColumn.to)];
  if (asOf) parameters.push(timeArgument(asOf));
  return database.query<ResolutionRow[]>(
    `WITH stored AS (${stored}),
  registered AS (
    SELECT DISTINCT ON (name) name, default_preference, required_channels, opt_in
    FROM (${registered}) AS rows
    WHERE NOT deleted AND ($3::text[] IS NULL OR name = ANY ($3::text[]))
    ORDER BY name, tenant_id DESC
  ),
  requested AS (
    SELECT category, min(position) AS position FROM (
      SELECT * FROM unnest($3::text[]) WITH ORDINALITY AS listed (category, position)
      UNION ALL SELECT category, 0 FROM stored WHERE $3::text[] IS NULL
      UNION ALL SELECT name, 0 FROM registered WHERE $3::text[] IS NULL
      UNION ALL SELECT '', 0 WHERE $3::text[] IS NULL
    ) AS every (category, position)
    GROUP BY category
  )
  SELECT owners.owner_id AS "ownerId", nullif(requested.category, '') AS category,${RESOLVED}
  FROM unnest($2::text[]) WITH ORDINALITY AS owners (owner_id, position)
  CROSS JOIN requested
  LEFT JOIN stored AS own
    ON own.owner_id = owners.owner_id AND own.category = requested.category AND requested.category <> ''
  LEFT JOIN stored AS global
    ON global.owner_id = owners.owner_id AND global.category = ''
  LEFT JOIN registered ON registered.name = requested.category
  ORDER BY owners.position, requested.position, requested.category COLLATE "C"`,
    parameters,
  );
}

/** Whether a time is in the past by the clock of the database, which also sets the times of changes. */
export async function isPast(database: Database, moment: Date): Promise<boolean> {
  const [row] = await database.query<[{ isPast: boolean }]>(
    `SELECT ${timeOf('$1')} <= clock_timestamp() AS "isPast"`,
    [timeArgument(moment)],
  );
  return row.isPast;
}

/** SQL for the current preferences of the owners, and for the current registry. */
function rowsNow(database: Database): [stored: string, registered: string] {
  return [
    `
    SELECT owner_id, category, id, version, ${valueColumns()}
    FROM ${database.table(NotificationPreference)}
    WHERE tenant_id = $1::text AND owner_id = ANY ($2::text[])
      AND ($3::text[] IS NULL OR category = '' OR category = ANY ($3::text[]))`,
    `
    SELECT * FROM ${database.table(NotificationCategory)} WHERE tenant_id IN ($1::text, '')`,
  ];
}

/**
 * SQL for the preferences and the registry at the time $4: the last version of each preference until then. If a
 * category had two preferences until then, the later one counts.
 *
 * The number of versions hardly matters. The statement skips from one preference of the owner to the next
 * (https://wiki.postgresql.org/wiki/Loose_indexscan), and searches the version of each by bisection, because the times of
 * its versions ascend. Every look-up is by the primary key.
 */
function rowsAsOf(database: Database): [stored: string, registered: string] {
  const moment = timeOf('$4');
  const versionOf = (owner: string, rest: string) => `(
        SELECT * FROM ${database.table(NotificationPreferenceVersion)}
        WHERE tenant_id = $1::text AND owner_id = ${owner} ${rest} LIMIT 1)`;
  const every = (rest: string) => versionOf('every.owner_id', `AND preference_id ${rest}`);
  const searched = (version: string) =>
    versionOf(
      'search.owner_id',
      `AND preference_id = search.preference_id AND version = ${version}`,
    );
  return [
    `
    WITH RECURSIVE every (owner_id, preference_id) AS (
      SELECT owner_id, (SELECT preference_id FROM ${versionOf('owners.owner_id', 'ORDER BY preference_id')} AS first)
      FROM unnest($2::text[]) AS owners (owner_id)
      UNION ALL
      SELECT owner_id, (SELECT preference_id FROM ${every('> every.preference_id ORDER BY preference_id')} AS next)
      FROM every WHERE preference_id IS NOT NULL
    ),
    search AS (
      SELECT every.owner_id, every.preference_id, first.version AS low, last.version AS high
      FROM every
      CROSS JOIN LATERAL ${every('= every.preference_id ORDER BY version')} AS first
      CROSS JOIN LATERAL ${every('= every.preference_id ORDER BY version DESC')} AS last
      WHERE first.changed_at <= ${moment}
        AND ($3::text[] IS NULL OR first.category = '' OR first.category = ANY ($3::text[]))
      UNION ALL
      SELECT search.owner_id, search.preference_id,
             CASE WHEN middle.changed_at <= ${moment} THEN middle.version ELSE low END,
             CASE WHEN middle.changed_at <= ${moment} THEN high ELSE middle.version - 1 END
      FROM search CROSS JOIN LATERAL ${searched('(low + high + 1) / 2')} AS middle
      WHERE low < high
    )
    SELECT DISTINCT ON (found.owner_id, found.category) found.*, found.preference_id AS id
    FROM search CROSS JOIN LATERAL ${searched('low')} AS found
    WHERE low = high AND NOT deleted
    ORDER BY found.owner_id, found.category, found.preference_id DESC`,
    `
    SELECT DISTINCT ON (tenant_id, name) * FROM ${database.table(NotificationCategoryVersion)}
    WHERE tenant_id IN ($1::text, '') AND changed_at <= ${moment}
    ORDER BY tenant_id, name, version DESC`,
  ];
}
