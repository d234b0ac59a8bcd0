import type { EntityManager } from 'typeorm';
import { timeOf } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
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

/** What resolution looks at for an owner and a category; the values are null where the owner stored nothing. */
export type ResolutionRow = Pick<
  EffectivePreference,
  'ownerId' | 'category' | 'preferenceId' | 'preferenceVersion'
> &
  Pick<ResolutionInput, 'isOwn' | 'requiredChannels' | 'optIn'> & {
    [Value in keyof PreferenceValues]: PreferenceValues[Value] | null;
  } & { defaultPreference: ValueColumns | null };

/** An owner and a category; null is the global default. */
export interface OwnerCategory extends Required<Owner> {
  category: string | null;
}

/** Owners of one tenant, and for which categories they are asked. */
export interface OwnersCategories {
  tenantId: string;
  ownerIds: readonly string[];
  /** Absent: every category that the owners stored or that is registered, and null. */
  categories?: readonly (string | null)[] | undefined;
  /** The moment to answer for; absent, now. */
  asOf?: Date | undefined;
}

/** The row that wins, `own` or else `everywhere`, and what the registry says of the category. */
const RESOLVED = `
         own.id IS NOT NULL AS "isOwn",
         coalesce(own.id, everywhere.id) AS "preferenceId",
         coalesce(own.version, everywhere.version) AS "preferenceVersion",
         ${selectedValues((column) => `coalesce(own.${column}, everywhere.${column})`)},
         default_preference AS "defaultPreference",
         to_jsonb(required_channels) AS "requiredChannels",
         opt_in AS "optIn"`;

/** What is stored and registered for one owner and one category: three look-ups by key. */
const lookUps = (
  manager: EntityManager,
  { tenant, owner, category }: Record<'tenant' | 'owner' | 'category', string>,
) => {
  const preferences = tableOf(manager, NotificationPreference);
  const registration = registrationSql(tableOf(manager, NotificationCategory), {
    tenant,
    category,
  });
  return `
  LEFT JOIN ${preferences} AS own
    ON own.tenant_id = ${tenant} AND own.owner_id = ${owner}
      AND own.category = ${category} AND ${category} <> ''
  LEFT JOIN ${preferences} AS everywhere
    ON everywhere.tenant_id = ${tenant} AND everywhere.owner_id = ${owner} AND everywhere.category = ''
  LEFT JOIN LATERAL (${registration}) AS registered ON true`;
};

/**
 * What resolution looks at for one owner and one category. PostgreSQL makes one plan for single values, where it
 * plans for lists each time (docs/performance.md).
 */
export async function readResolution(
  manager: EntityManager,
  { tenantId, ownerId, category }: OwnerCategory,
): Promise<ResolutionRow> {
  const keys = { tenant: '$1::text', owner: '$2::text', category: '$3::text' };
  const [row] = await manager.query<[ResolutionRow]>(
    `SELECT $2::text AS "ownerId", nullif($3::text, '') AS category,${RESOLVED}
     FROM (SELECT) AS asked${lookUps(manager, keys)}`,
    [tenantId, ownerId, categoryColumn.to(category)],
  );
  return row;
}

/**
 * What `readResolution` gives for each of many owners and categories, in their order. The sub-selects keep the planner from
 * making a plan for each number of them.
 */
export async function readResolutions(
  manager: EntityManager,
  asked: readonly OwnerCategory[],
): Promise<ResolutionRow[]> {
  const keys = {
    tenant: 'asked.tenant_id',
    owner: 'asked.owner_id',
    category: 'asked.category',
  };
  return manager.query<ResolutionRow[]>(
    `SELECT asked.owner_id AS "ownerId", nullif(asked.category, '') AS category,${RESOLVED}
     FROM unnest((SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::text[]))
       WITH ORDINALITY AS asked (tenant_id, owner_id, category, position)${lookUps(manager, keys)}
     ORDER BY asked.position`,
    [
      asked.map(({ tenantId }) => tenantId),
      asked.map(({ ownerId }) => ownerId),
      asked.map(({ category }) => categoryColumn.to(category)),
    ],
  );
}

/** What resolution looks at for each owner and each category, in their order, now or as of a moment. */
export function readResolutionsOfOwners(
  manager: EntityManager,
  { tenantId, ownerIds, categories, asOf }: OwnersCategories,
): Promise<ResolutionRow[]> {
  const [stored, registered] = asOf ? rowsAsOf(manager) : rowsNow(manager);
  const parameters: unknown[] = [tenantId, ownerIds, categories?.map(categoryColumn.to)];
  if (asOf) parameters.push(asOf.getTime());
  return manager.query<ResolutionRow[]>(
    `WITH stored AS (${stored}),
  registered AS (
    SELECT DISTINCT ON (name) name, default_preference, required_channels, opt_in
    FROM (${registered}) AS rows
    WHERE NOT deleted AND ($3::text[] IS NULL OR name = ANY ($3::text[]))
    ORDER BY name, tenant_id DESC
  ),
  asked AS (
    SELECT category, min(position) AS position FROM (
      SELECT * FROM unnest($3::text[]) WITH ORDINALITY AS given (category, position)
      UNION ALL SELECT category, 0 FROM stored WHERE $3::text[] IS NULL
      UNION ALL SELECT name, 0 FROM registered WHERE $3::text[] IS NULL
      UNION ALL SELECT '', 0 WHERE $3::text[] IS NULL
    ) AS every (category, position)
    GROUP BY category
  )
  SELECT owners.owner_id AS "ownerId", nullif(asked.category, '') AS category,${RESOLVED}
  FROM unnest($2::text[]) WITH ORDINALITY AS owners (owner_id, position)
  CROSS JOIN asked
  LEFT JOIN stored AS own
    ON own.owner_id = owners.owner_id AND own.category = asked.category AND asked.category <> ''
  LEFT JOIN stored AS everywhere
    ON everywhere.owner_id = owners.owner_id AND everywhere.category = ''
  LEFT JOIN registered ON registered.name = asked.category
  ORDER BY owners.position, asked.position, asked.category COLLATE "C"`,
    parameters,
  );
}

/** Whether a moment is past by the clock of the database, which is the one that stamps the changes. */
export async function isPast(manager: EntityManager, moment: Date): Promise<boolean> {
  const [row] = await manager.query<[{ isPast: boolean }]>(
    `SELECT ${timeOf('$1')} <= clock_timestamp() AS "isPast"`,
    [moment.getTime()],
  );
  return row.isPast;
}

/** What the owners have stored, and what is registered. */
function rowsNow(manager: EntityManager): [stored: string, registered: string] {
  return [
    `
    SELECT owner_id, category, id, version, ${valueColumns()}
    FROM ${tableOf(manager, NotificationPreference)}
    WHERE tenant_id = $1::text AND owner_id = ANY ($2::text[])
      AND ($3::text[] IS NULL OR category = '' OR category = ANY ($3::text[]))`,
    `
    SELECT * FROM ${tableOf(manager, NotificationCategory)} WHERE tenant_id IN ($1::text, '')`,
  ];
}

/**
 * The same at the moment $4: the last version of each preference by then, and of two preferences for one category the
 * later one.
 */
function rowsAsOf(manager: EntityManager): [stored: string, registered: string] {
  const moment = timeOf('$4');
  return [
    `
    SELECT DISTINCT ON (owner_id, category) *, preference_id AS id FROM (
      SELECT DISTINCT ON (owner_id, preference_id) *
      FROM ${tableOf(manager, NotificationPreferenceVersion)}
      WHERE tenant_id = $1::text AND owner_id = ANY ($2::text[]) AND changed_at <= ${moment}
        AND ($3::text[] IS NULL OR category = '' OR category = ANY ($3::text[]))
      ORDER BY owner_id, preference_id, version DESC
    ) AS latest
    WHERE NOT deleted
    ORDER BY owner_id, category, preference_id DESC`,
    `
    SELECT DISTINCT ON (tenant_id, name) * FROM ${tableOf(manager, NotificationCategoryVersion)}
    WHERE tenant_id IN ($1::text, '') AND changed_at <= ${moment}
    ORDER BY tenant_id, name, version DESC`,
  ];
}
