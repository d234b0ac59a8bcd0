/** The tables of preferences and of their versions, as SQL takes them. */
export interface PreferenceTables {
  preferences: string;
  versions: string;
}

/**
 * A stored preference with the properties of `StoredPreference`. Times are milliseconds, whatever parsers a
 * host gave node-postgres for timestamps.
 */
const PREFERENCE_COLUMNS = `
    id, tenant_id AS "tenantId", owner_id AS "ownerId", nullif(category, '') AS category,
    in_app_enabled AS "inAppEnabled", email_enabled AS "emailEnabled",
    push_enabled AS "pushEnabled", digest, version,
    (extract(epoch FROM created_at) * 1000)::float8 AS "createdAt",
    (extract(epoch FROM updated_at) * 1000)::float8 AS "updatedAt"`;

/** One preference by its id. Parameters: tenant_id, owner_id, id. */
export const getPreferenceSql = ({ preferences }: PreferenceTables) => `
  SELECT ${PREFERENCE_COLUMNS} FROM ${preferences}
  WHERE tenant_id = $1::text AND owner_id = $2::text AND id = $3::uuid`;

/** The preferences of some categories. Parameters: tenant_id, owner_id, categories. */
export const preferencesOfSql = ({ preferences }: PreferenceTables) => `
  SELECT ${PREFERENCE_COLUMNS} FROM ${preferences}
  WHERE tenant_id = $1::text AND owner_id = $2::text AND category = ANY ($3::text[])`;

const VALUES = ['in_app_enabled', 'email_enabled', 'push_enabled', 'digest'];

const row = (alias: string) => `(${VALUES.map((column) => `${alias}.${column}`).join(', ')})`;

/**
 * What a write sets of the row `stored`, out of `given`. It updates even when nothing changed: with a condition
 * on DO UPDATE, RETURNING gives no row to the loser of a race between identical writes. `clock_timestamp()`,
 * unlike `now()`, is read once the row is locked; truncated to what is shown, it never lies in the future.
 */
const assignments = (given: string) => `
    ${VALUES.map((column) => `${column} = ${given}.${column}`).join(', ')},
    version = stored.version
      + CASE WHEN ${row('stored')} IS DISTINCT FROM ${row(given)} THEN 1 ELSE 0 END,
    updated_at = CASE WHEN ${row('stored')} IS DISTINCT FROM ${row(given)}
      THEN greatest(stored.updated_at, date_trunc('milliseconds', clock_timestamp()))
      ELSE stored.updated_at END`;

/**
 * Keeps what `write` saved as a version, if it is a new one, and returns it as it is stored,
 * with whether it changed.
 */
const recorded = (write: string, { versions }: PreferenceTables) => `
  WITH saved AS (${write} RETURNING stored.*),
  kept AS (
    INSERT INTO ${versions}
      (tenant_id, owner_id, preference_id, version, category, in_app_enabled, email_enabled,
       push_enabled, digest, changed_at, actor, credential_id, via, request_id)
    SELECT tenant_id, owner_id, id, version, category, in_app_enabled, email_enabled,
           push_enabled, digest, updated_at, $9::text, $10::text, $11::text, $12::text
    FROM saved
    ON CONFLICT (tenant_id, owner_id, preference_id, version) DO NOTHING
    RETURNING version
  )
  SELECT ${PREFERENCE_COLUMNS},
         EXISTS (SELECT FROM kept) AS changed
  FROM saved`;

const insertion = ({ preferences }: PreferenceTables) => `
    INSERT INTO ${preferences} AS stored
      (tenant_id, owner_id, category, id, in_app_enabled, email_enabled, push_enabled, digest,
       created_at, updated_at)
    SELECT $1::text, $2::text, $3::text, $4::uuid, $5::boolean, $6::boolean, $7::boolean, $8::text,
           clock.now, clock.now
    FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now) AS clock
    ON CONFLICT (tenant_id, owner_id, category)`;

/**
 * Creates or replaces one preference, in one atomic statement.
 * Parameters: tenant_id, owner_id, category, id, in_app_enabled, email_enabled, push_enabled, digest,
 * actor, credential_id, via, request_id.
 */
export const upsertPreferenceSql = (tables: PreferenceTables) =>
  recorded(`${insertion(tables)} DO UPDATE SET ${assignments('excluded')}`, tables);

/** Creates one preference; where there is one already, no row comes back. Parameters: as `upsertPreferenceSql`. */
export const createPreferenceSql = (tables: PreferenceTables) =>
  recorded(`${insertion(tables)} DO NOTHING`, tables);

/**
 * Replaces one preference if its id and version are the given ones, or if it already is what it would become
 * (RFC 9110, section 13.1.1: a client may try again what it does not know to have succeeded); else no row comes back.
 * Parameters: as `upsertPreferenceSql`, `id` being the expected one, then the expected version.
 */
export const replacePreferenceSql = (tables: PreferenceTables) =>
  recorded(
    `
    UPDATE ${tables.preferences} AS stored SET ${assignments('given')}
    FROM (SELECT $5::boolean AS in_app_enabled, $6::boolean AS email_enabled,
                 $7::boolean AS push_enabled, $8::text AS digest) AS given
    WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text
      AND stored.category = $3::text
      AND ((stored.id = $4::uuid AND stored.version = $13::integer)
           OR ${row('stored')} IS NOT DISTINCT FROM ${row('given')})`,
    tables,
  );
