/** The tables of the registry and of its versions, as SQL takes them. */
export interface CategoryTables {
  categories: string;
  versions: string;
}

/** A registered category with the properties of `StoredCategory`; times are milliseconds. */
const CATEGORY_COLUMNS = `
    tenant_id AS "tenantId", name, title, description, default_preference AS "defaultPreference",
    to_jsonb(required_channels) AS "requiredChannels", opt_in AS "optIn", deleted, version,
    (extract(epoch FROM created_at) * 1000)::float8 AS "createdAt",
    (extract(epoch FROM updated_at) * 1000)::float8 AS "updatedAt"`;

const STATE = [
  'title',
  'description',
  'default_preference',
  'required_channels',
  'opt_in',
  'deleted',
];

const state = (alias: string) => `(${STATE.map((column) => `${alias}.${column}`).join(', ')})`;

/**
 * What is registered for a tenant by name: its own categories, and those that all tenants share where it has
 * none of that name. Parameters: tenant_id, the names or null for all, the one to begin after or null, how many.
 */
export const listCategoriesSql = ({ categories }: CategoryTables) => `
  SELECT DISTINCT ON (stored.name) ${CATEGORY_COLUMNS} FROM ${categories} AS stored
  WHERE tenant_id IN ($1::text, '') AND NOT deleted
    AND ($2::text[] IS NULL OR stored.name = ANY ($2::text[]))
    AND ($3::text IS NULL OR stored.name > $3::text)
  ORDER BY stored.name, tenant_id DESC
  LIMIT $4::integer`;

const recorded = (write: string, { versions }: CategoryTables) => `
  WITH saved AS (${write} RETURNING stored.*),
  kept AS (
    INSERT INTO ${versions}
      (tenant_id, name, version, title, description, default_preference, required_channels, opt_in,
       deleted, changed_at, actor, credential_id, via, request_id)
    SELECT tenant_id, name, version, title, description, default_preference, required_channels, opt_in,
           deleted, updated_at, $3::text, $4::text, $5::text, $6::text
    FROM saved
    ON CONFLICT (tenant_id, name, version) DO NOTHING
  )
  SELECT ${CATEGORY_COLUMNS} FROM saved`;

/**
 * Registers a category or replaces what is registered, and keeps a real change as a version. One that was
 * deleted begins anew, its versions go on. Parameters: tenant_id, name, actor, credential_id, via, request_id,
 * title, description, default_preference, required_channels, opt_in.
 */
export const putCategorySql = (tables: CategoryTables) =>
  recorded(
    `
    INSERT INTO ${tables.categories} AS stored
      (tenant_id, name, title, description, default_preference, required_channels, opt_in,
       created_at, updated_at)
    SELECT $1::text, $2::text, $7::text, $8::text, $9::jsonb, $10::text[], $11::boolean,
           clock.now, clock.now
    FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now) AS clock
    ON CONFLICT (tenant_id, name) DO UPDATE SET
    ${STATE.map((column) => `${column} = excluded.${column}`).join(', ')},
    created_at = CASE WHEN stored.deleted
      THEN greatest(stored.updated_at, excluded.created_at) ELSE stored.created_at END,
    version = stored.version
      + CASE WHEN ${state('stored')} IS DISTINCT FROM ${state('excluded')} THEN 1 ELSE 0 END,
    updated_at = CASE WHEN stored.deleted
      THEN greatest(stored.updated_at, excluded.updated_at)
      WHEN ${state('stored')} IS DISTINCT FROM ${state('excluded')}
      THEN greatest(stored.updated_at, date_trunc('milliseconds', clock_timestamp()))
      ELSE stored.updated_at END`,
    tables,
  );

/**
 * Takes a tenant's own category out of the registry; no row comes back where there is none.
 * Parameters: tenant_id, name, actor, credential_id, via, request_id.
 */
export const deleteCategorySql = (tables: CategoryTables) =>
  recorded(
    `
    UPDATE ${tables.categories} AS stored SET deleted = true, version = stored.version + 1,
      updated_at = greatest(stored.updated_at, date_trunc('milliseconds', clock_timestamp()))
    WHERE stored.tenant_id = $1::text AND stored.name = $2::text AND NOT stored.deleted`,
    tables,
  );
