/** The tables that resolution looks at, as SQL takes them. */
export interface ResolutionTables {
  preferences: string;
  preferenceVersions: string;
  categories: string;
  categoryVersions: string;
}

/** What the owners have stored. */
const STORED_NOW = ({ preferences }: ResolutionTables) => `
    SELECT owner_id, category, id AS preference_id, version,
           in_app_enabled, email_enabled, push_enabled, digest
    FROM ${preferences}
    WHERE tenant_id = $1::text AND owner_id = ANY ($2::text[])
      AND ($3::text[] IS NULL OR category = '' OR category = ANY ($3::text[]))`;

/** What they had stored at $4: the last version of each preference by then, and of two for one category the later. */
const STORED_THEN = ({ preferenceVersions }: ResolutionTables) => `
    SELECT DISTINCT ON (owner_id, category) * FROM (
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

const SETTINGS = `jsonb_build_object('in_app_enabled', in_app_enabled, 'email_enabled', email_enabled,
      'push_enabled', push_enabled, 'digest', digest)`;

const resolution = (stored: string, registered: string) => `
  WITH stored AS (
    SELECT owner_id, category, preference_id, version, ${SETTINGS} AS settings
    FROM (${stored}) AS rows
  ),
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
  SELECT owners.owner_id AS "ownerId", nullif(asked.category, '') AS category,
         own.preference_id IS NOT NULL AS "isOwn",
         coalesce(own.preference_id, everywhere.preference_id) AS "preferenceId",
         coalesce(own.version, everywhere.version) AS "preferenceVersion",
         coalesce(own.settings, everywhere.settings) AS settings,
         registered.default_preference AS "defaultPreference",
         to_jsonb(registered.required_channels) AS "requiredChannels",
         registered.opt_in AS "optIn"
  FROM unnest($2::text[]) WITH ORDINALITY AS owners (owner_id, position)
  CROSS JOIN asked
  LEFT JOIN stored AS own
    ON own.owner_id = owners.owner_id AND own.category = asked.category AND asked.category <> ''
  LEFT JOIN stored AS everywhere
    ON everywhere.owner_id = owners.owner_id AND everywhere.category = ''
  LEFT JOIN registered ON registered.name = asked.category
  ORDER BY owners.position, asked.position, asked.category COLLATE "C"`;

/**
 * What resolution gives for each of some owners, in their order, and every category that is stored or registered,
 * and `''`, the global default: the row that wins as a whole, and what the registry says.
 * Parameters: tenant_id, owner_ids, null.
 */
export const effectivePreferencesSql = (tables: ResolutionTables) =>
  resolution(STORED_NOW(tables), REGISTERED_NOW(tables));

/**
 * The same for given categories, in their order: a look-up by key for each, a sixth of the work of the statement that
 * has to find out which there are (docs/performance.md). Parameters: tenant_id, owner_ids, categories.
 */
export const askedPreferencesSql = ({ preferences, categories }: ResolutionTables) => `
  SELECT owners.owner_id AS "ownerId", nullif(asked.category, '') AS category,
         coalesce(stored.category <> '', false) AS "isOwn",
         stored.id AS "preferenceId", stored.version AS "preferenceVersion",
         CASE WHEN stored.id IS NOT NULL THEN ${SETTINGS} END AS settings,
         registered.default_preference AS "defaultPreference",
         to_jsonb(registered.required_channels) AS "requiredChannels",
         registered.opt_in AS "optIn"
  FROM unnest($2::text[]) WITH ORDINALITY AS owners (owner_id, position)
  CROSS JOIN unnest($3::text[]) WITH ORDINALITY AS asked (category, position)
  LEFT JOIN LATERAL (
    SELECT * FROM ${preferences} AS preference
    WHERE tenant_id = $1::text AND preference.owner_id = owners.owner_id
      AND preference.category IN (asked.category, '')
    ORDER BY preference.category DESC LIMIT 1
  ) AS stored ON true
  LEFT JOIN LATERAL (
    SELECT default_preference, required_channels, opt_in FROM ${categories}
    WHERE tenant_id IN ($1::text, '') AND name = asked.category AND NOT deleted
    ORDER BY tenant_id DESC LIMIT 1
  ) AS registered ON true
  ORDER BY owners.position, asked.position`;

/** As both, with what was stored and registered at a moment, which is a fourth parameter; null categories are all. */
export const effectivePreferencesAsOfSql = (tables: ResolutionTables) =>
  resolution(STORED_THEN(tables), REGISTERED_THEN(tables));
