import type { PreferenceTables } from './stored-preference.js';

/**
 * A preference with the properties of `WrittenPreference`. Times are milliseconds, whatever parsers a host gave
 * node-postgres for timestamps.
 */
export const WRITTEN_COLUMNS = `
    id, version,
    round(date_part('epoch', created_at) * 1000) AS "createdAt",
    round(date_part('epoch', updated_at) * 1000) AS "updatedAt"`;

const OWN_COLUMNS = `${WRITTEN_COLUMNS},
    nullif(category, '') AS category,
    in_app_enabled AS "inAppEnabled", email_enabled AS "emailEnabled",
    push_enabled AS "pushEnabled", digest`;

/** A preference with the properties of `StoredPreference`. */
export const PREFERENCE_COLUMNS = `tenant_id AS "tenantId", owner_id AS "ownerId",${OWN_COLUMNS}`;

/** One preference by its id. Parameters: tenant_id, owner_id, id. */
export const getPreferenceSql = ({ preferences }: PreferenceTables) => `
  SELECT ${PREFERENCE_COLUMNS} FROM ${preferences}
  WHERE tenant_id = $1::text AND owner_id = $2::text AND id = $3::uuid`;

/**
 * An owner's preferences by category, the global default first.
 * Parameters: tenant_id, owner_id, the categories or null for all, the one to begin after or null, how many.
 */
export const listPreferencesSql = ({ preferences }: PreferenceTables) => `
  SELECT ${PREFERENCE_COLUMNS} FROM ${preferences} AS stored
  WHERE tenant_id = $1::text AND owner_id = $2::text
    AND ($3::text[] IS NULL OR stored.category = ANY ($3::text[]))
    AND ($4::text IS NULL OR stored.category > $4::text)
  ORDER BY stored.category
  LIMIT $5::integer`;

/**
 * What `listPreferencesSql` gives without categories, for many requests. Rows in their order, without their owner, with the
 * `position` of their request from 1. The sub-selects keep the planner from making a plan for each number of requests.
 * Parameters: lists of tenant_id, owner_id, the category to begin after or null, how many.
 */
export const gatheredListsSql = ({ preferences }: PreferenceTables) => `
  SELECT position::integer, found.*
  FROM unnest((SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::text[]), (SELECT $4::integer[]))
    WITH ORDINALITY AS given (tenant_id, owner_id, after, most, position)
  CROSS JOIN LATERAL (
    SELECT ${OWN_COLUMNS} FROM ${preferences} AS stored
    WHERE stored.tenant_id = given.tenant_id AND stored.owner_id = given.owner_id
      AND (given.after IS NULL OR stored.category > given.after)
    ORDER BY stored.category
    LIMIT given.most
  ) AS found
  ORDER BY position, category COLLATE "C" NULLS FIRST`;

export const VALUES = ['in_app_enabled', 'email_enabled', 'push_enabled', 'digest'];

const row = (alias: string) => `(${VALUES.map((column) => `${alias}.${column}`).join(', ')})`;

/**
 * What a write sets of the row `stored`, out of `given`. It updates even when nothing changed: with a condition
 * on DO UPDATE, RETURNING gives no row to the loser of a race between identical writes. `clock_timestamp()`,
 * unlike `now()`, is read once the row is locked; truncated to what is shown, it never lies in the future.
 */
export const assignments = (given: string) => `
    ${VALUES.map((column) => `${column} = ${given}.${column}`).join(', ')},
    version = stored.version
      + CASE WHEN ${row('stored')} IS DISTINCT FROM ${row(given)} THEN 1 ELSE 0 END,
    updated_at = CASE WHEN ${row('stored')} IS DISTINCT FROM ${row(given)}
      THEN greatest(stored.updated_at, date_trunc('milliseconds', clock_timestamp()))
      ELSE stored.updated_at END`;

/**
 * The expressions of a WITH that keep what `write` saved as versions, where they are new ones:
 * `answer` is what is stored now, with whether it changed. Who writes are the parameters $3 to $6.
 */
const recorded = (write: string, { versions }: PreferenceTables) => `
  saved AS (${write} RETURNING stored.*),
  kept AS (
    INSERT INTO ${versions}
      (tenant_id, owner_id, preference_id, version, category, in_app_enabled, email_enabled,
       push_enabled, digest, changed_at, actor, credential_id, via, request_id)
    SELECT tenant_id, owner_id, id, version, category, in_app_enabled, email_enabled,
           push_enabled, digest, updated_at, $3::text, $4::text, $5::text, $6::text
    FROM saved
    ON CONFLICT (tenant_id, owner_id, preference_id, version) DO NOTHING
    RETURNING preference_id
  ),
  answer AS (
    SELECT ${WRITTEN_COLUMNS}, category,
           EXISTS (SELECT FROM kept WHERE preference_id = saved.id) AS changed
    FROM saved
  )`;

const ANSWER = 'answer.id, answer.version, answer."createdAt", answer."updatedAt", answer.changed';

const insertion = ({ preferences }: PreferenceTables, given: string) => `
    INSERT INTO ${preferences} AS stored
      (tenant_id, owner_id, category, id, in_app_enabled, email_enabled, push_enabled, digest,
       created_at, updated_at)
    SELECT $1::text, $2::text, given.*, clock.now, clock.now
    FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now) AS clock,
         (${given}) AS given
    ON CONFLICT (tenant_id, owner_id, category)`;

const GIVEN_ONE = `
      SELECT $7::text, $8::uuid, $9::boolean, $10::boolean, $11::boolean, $12::text`;

/**
 * Creates or replaces one preference, in one atomic statement.
 * Parameters: tenant_id, owner_id, actor, credential_id, via, request_id, category, id, in_app_enabled,
 * email_enabled, push_enabled, digest.
 */
export const upsertPreferenceSql = (tables: PreferenceTables) => {
  const write = `${insertion(tables, GIVEN_ONE)} DO UPDATE SET ${assignments('excluded')}`;
  return `WITH ${recorded(write, tables)} SELECT ${ANSWER} FROM answer`;
};

/** Creates one preference; where there is one already, no row comes back. Parameters: as `upsertPreferenceSql`. */
export const createPreferenceSql = (tables: PreferenceTables) => {
  const write = `${insertion(tables, GIVEN_ONE)} DO NOTHING`;
  return `WITH ${recorded(write, tables)} SELECT ${ANSWER} FROM answer`;
};

/**
 * Replaces one preference if its id and version are the given ones, or if it already is what it would become
 * (RFC 9110, section 13.1.1: a client may try again what it does not know to have succeeded); else no row comes back.
 * Parameters: as `upsertPreferenceSql`, `id` being the expected one, then the expected version.
 */
export const replacePreferenceSql = (tables: PreferenceTables) => {
  const write = `
    UPDATE ${tables.preferences} AS stored SET ${assignments('given')}
    FROM (SELECT $9::boolean AS in_app_enabled, $10::boolean AS email_enabled,
                 $11::boolean AS push_enabled, $12::text AS digest) AS given
    WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text
      AND stored.category = $7::text
      AND ((stored.id = $8::uuid AND stored.version = $13::integer)
           OR ${row('stored')} IS NOT DISTINCT FROM ${row('given')})`;
  return `WITH ${recorded(write, tables)} SELECT ${ANSWER} FROM answer`;
};

/**
 * Creates or replaces many preferences of one owner, all or none: a row comes back for each, `stale` where its
 * expectation does not hold, and nothing is written if any is. Rows are inserted in the order of their
 * categories, so that two of these without expectations never wait for each other in a circle.
 * Parameters: as `upsertPreferenceSql`, with a list for each from `category` on, then the lists of expected ids
 * and versions, null where nothing is expected.
 */
export const upsertPreferencesSql = (tables: PreferenceTables) => {
  const given = `
      SELECT category, id, in_app_enabled, email_enabled, push_enabled, digest
      FROM wanted WHERE NOT EXISTS (SELECT FROM stale) ORDER BY category COLLATE "C"`;
  const write = `${insertion(tables, given)} DO UPDATE SET ${assignments('excluded')}`;
  return `
  WITH wanted AS (
    SELECT * FROM unnest(
      $7::text[], $8::uuid[], $9::boolean[], $10::boolean[], $11::boolean[], $12::text[],
      $13::uuid[], $14::integer[]
    ) AS wanted (category, id, in_app_enabled, email_enabled, push_enabled, digest,
                 expected_id, expected_version)
  ),
  locked AS (
    SELECT * FROM ${tables.preferences}
    WHERE tenant_id = $1::text AND owner_id = $2::text AND category = ANY ($7::text[])
      AND EXISTS (SELECT FROM wanted WHERE expected_id IS NOT NULL)
    ORDER BY category FOR UPDATE
  ),
  stale AS (
    SELECT wanted.category FROM wanted LEFT JOIN locked USING (category)
    WHERE expected_id IS NOT NULL
      AND NOT coalesce((locked.id = expected_id AND locked.version = expected_version)
                       OR ${row('locked')} = ${row('wanted')}, false)
  ),
  ${recorded(write, tables)}
  SELECT ${ANSWER}, stale.category IS NOT NULL AS stale
  FROM unnest($7::text[]) WITH ORDINALITY AS asked (category, position)
  LEFT JOIN stale USING (category)
  LEFT JOIN answer ON answer.category = asked.category
  ORDER BY asked.position`;
};
