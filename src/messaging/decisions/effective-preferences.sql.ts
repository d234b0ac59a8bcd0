import { registrationSql } from './registration.sql.js';
import type { ResolutionTables } from './resolution-tables.js';

/** What the owners have stored. */
const STORED_NOW = ({ preferences }: ResolutionTables) => `
    SELECT owner_id, category, id, version, in_app_enabled, email_enabled, push_enabled, digest
    FROM ${preferences}
    WHERE tenant_id = $1::text AND owner_id = ANY ($2::text[])
      AND ($3::text[] IS NULL OR category = '' OR category = ANY ($3::text[]))`;

/** What they had stored at $4: the last version of each preference by then, and of two for one category the later. */
const STORED_THEN = ({ preferenceVersions }: ResolutionTables) => `
    SELECT DISTINCT ON (owner_id, category) *, preference_id AS id FROM (
      SELECT DISTINCT ON (owner_id, preference_id) *
      FROM ${preferenceVersions}
      WHERE tenant_id = $1::text AND owner_id = ANY ($2::text[]) AND changed_at <= $4::timestamptz
        AND ($3::text[] IS NULL OR category = '' OR category = ANY ($3::text[]))
      ORDER BY owner_id, preference_id, version DESC
    ) AS latest
    WHERE NOT deleted
    ORDER BY owner_id, category, preference_id DESC`;

const REGISTERED_NOW = ({ categories }: ResolutionTables) => `
    SELECT * FROM ${categories} WHERE tenant_id IN ($1::text, '')`;

const REGISTERED_THEN = ({ categoryVersions }: ResolutionTables) => `
    SELECT DISTINCT ON (tenant_id, name) * FROM ${categoryVersions}
    WHERE tenant_id IN ($1::text, '') AND changed_at <= $4::timestamptz
    ORDER BY tenant_id, name, version DESC`;

/** The row that wins, `own` or else `everywhere`, and what the registry says of the category. */
const RESOLVED = `
         own.id IS NOT NULL AS "isOwn",
         coalesce(own.id, everywhere.id) AS "preferenceId",
         coalesce(own.version, everywhere.version) AS "preferenceVersion",
         coalesce(own.in_app_enabled, everywhere.in_app_enabled) AS "inAppEnabled",
         coalesce(own.email_enabled, everywhere.email_enabled) AS "emailEnabled",
         coalesce(own.push_enabled, everywhere.push_enabled) AS "pushEnabled",
         coalesce(own.digest, everywhere.digest) AS digest,
         default_preference AS "defaultPreference",
         to_jsonb(required_channels) AS "requiredChannels",
         opt_in AS "optIn"`;

/** What was stored and registered of one owner and one category: three look-ups by key. */
const lookUps = (
  { preferences, categories }: ResolutionTables,
  { tenant, owner, category }: Record<'tenant' | 'owner' | 'category', string>,
) => `
  LEFT JOIN ${preferences} AS own
    ON own.tenant_id = ${tenant} AND own.owner_id = ${owner}
      AND own.category = ${category} AND ${category} <> ''
  LEFT JOIN ${preferences} AS everywhere
    ON everywhere.tenant_id = ${tenant} AND everywhere.owner_id = ${owner} AND everywhere.category = ''
  LEFT JOIN LATERAL (${registrationSql(categories, { tenant, category })}
  ) AS registered ON true`;

const resolution = (stored: string, registered: string) => `
  WITH stored AS (${stored}),
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
  ORDER BY owners.position, asked.position, asked.category COLLATE "C"`;

/**
 * What resolution gives for each of some owners and categories, in their order, the global default being `''`:
 * the row that wins as a whole, and what the registry says.
 * Parameters: tenant_id, owner_ids, categories; null categories are all that are stored or registered, and `''`.
 */
export const effectivePreferencesSql = (tables: ResolutionTables) =>
  resolution(STORED_NOW(tables), REGISTERED_NOW(tables));

/**
 * The same for one owner and one category: three look-ups by key. Of single values PostgreSQL makes one plan for all
 * requests, where it plans for lists each time (docs/performance.md). Parameters: tenant_id, owner_id, category.
 */
export const effectivePreferenceSql = (tables: ResolutionTables) => `
  SELECT $2::text AS "ownerId", nullif($3::text, '') AS category,${RESOLVED}
  FROM (SELECT) AS asked${lookUps(tables, { tenant: '$1::text', owner: '$2::text', category: '$3::text' })}`;

/**
 * `effectivePreferenceSql` of many requests, each of an owner and a category. A row for each, in no order, with its
 * `position` from 1. The sub-selects keep the planner from making a plan for each number of requests.
 * Parameters: lists of tenant_id, owner_id, category.
 */
export const gatheredPreferencesSql = (tables: ResolutionTables) => `
  SELECT asked.position::integer, asked.owner_id AS "ownerId", nullif(asked.category, '') AS category,${RESOLVED}
  FROM unnest((SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::text[]))
    WITH ORDINALITY AS asked (tenant_id, owner_id, category, position)${lookUps(tables, {
      tenant: 'asked.tenant_id',
      owner: 'asked.owner_id',
      category: 'asked.category',
    })}`;

/** As `effectivePreferencesSql`, with what was stored and registered at a moment, which is a fourth parameter. */
export const effectivePreferencesAsOfSql = (tables: ResolutionTables) =>
  resolution(STORED_THEN(tables), REGISTERED_THEN(tables));
