import type { Database } from '../../postgres/database.js';
import { countChanged } from '../../postgres/changed-rows.js';
import { dateOf, milliseconds, NOW } from '../../postgres/times.js';
import { lockTimeoutColumn } from '../../postgres/lock-timeout.js';
import type { Provenance } from '../callers/caller.js';
import { PROVENANCE_COLUMNS, provenanceArguments } from '../callers/provenance-columns.js';
import { CHANNELS } from '../channels/channels.js';
import { columnsOf, type ValueColumns, valuesIn, valuesOf } from '../channels/preference-values.js';
import type { CategoryInput } from './category.input.js';
import {
  NotificationCategory,
  NotificationCategoryVersion,
} from './notification-category.entity.js';

/** A row of a statement's result. Times are milliseconds since 1970. */
type CategoryRow = Omit<NotificationCategory, 'createdAt' | 'updatedAt' | 'defaultPreference'> &
  Record<'createdAt' | 'updatedAt', string> & { defaultPreference: ValueColumns | null };

/** The key of a registered category. The tenant `''` means a category that all tenants share. */
export interface CategoryKey {
  tenantId: string;
  name: string;
}

const ROW = `
    tenant_id AS "tenantId", name, title, description, default_preference AS "defaultPreference",
    to_jsonb(required_channels) AS "requiredChannels", opt_in AS "optIn", deleted, version,
    ${milliseconds('created_at')} AS "createdAt", ${milliseconds('updated_at')} AS "updatedAt"`;

const REGISTERED = 'title, description, default_preference, required_channels, opt_in';

const state = (alias: string) => `(${`${REGISTERED}, deleted`.replaceAll(/\w+/g, `${alias}.$&`)})`;

const isChanged = `${state('stored')} IS DISTINCT FROM ${state('excluded')}`;

/** Selects categories of a tenant's registry. */
export interface CategoriesRequest {
  /** Only categories with these names. By default all. */
  names?: readonly string[];
  /** The last name of the previous page; null for the first page. */
  after?: string | null;
  /** The maximum number of categories. */
  limit: number;
}

/** Lists by name a tenant's categories, and the shared categories whose names the tenant does not use. */
export async function listCategories(
  database: Database,
  tenantId: string,
  { names, after, limit }: CategoriesRequest,
): Promise<NotificationCategory[]> {
  const rows = await database.query<CategoryRow[]>(
    `SELECT DISTINCT ON (stored.name) ${ROW} FROM ${database.table(NotificationCategory)} AS stored
     WHERE tenant_id IN ($1::text, '') AND NOT deleted
       AND ($2::text[] IS NULL OR stored.name = ANY ($2::text[]))
       AND ($3::text IS NULL OR stored.name > $3::text)
     ORDER BY stored.name, tenant_id DESC
     LIMIT $4::integer`,
    [tenantId, names, after, limit],
  );
  return rows.map(categoryOf);
}

/**
 * Registers or replaces a category, and stores a version if a value changed. A deleted category gets a new creation
 * time, and its version numbers continue.
 */
export async function saveCategory(
  database: Database,
  { tenantId, name }: CategoryKey,
  input: Readonly<CategoryInput>,
  provenance: Provenance,
  lockTimeoutMs?: number,
): Promise<NotificationCategory> {
  const { title = null, description = null, defaultPreference, requiredChannels = [] } = input;
  const write = `
    INSERT INTO ${database.table(NotificationCategory)} AS stored
      (tenant_id, name, ${REGISTERED}, created_at, updated_at)
    SELECT $1::text, $2::text, $7::text, $8::text, $9::jsonb, $10::text[], $11::boolean, clock.now, clock.now
    FROM (SELECT ${NOW} AS now${lockTimeoutColumn(lockTimeoutMs)}) AS clock
    ON CONFLICT (tenant_id, name) DO UPDATE SET
      (${REGISTERED}, deleted) = ${state('excluded')},
      created_at = CASE WHEN stored.deleted
        THEN greatest(stored.updated_at, excluded.created_at) ELSE stored.created_at END,
      version = stored.version + CASE WHEN ${isChanged} THEN 1 ELSE 0 END,
      updated_at = CASE WHEN stored.deleted THEN greatest(stored.updated_at, excluded.updated_at)
        WHEN ${isChanged} THEN greatest(stored.updated_at, ${NOW}) ELSE stored.updated_at END`;
  const [row] = await database.query<[CategoryRow]>(withVersion(database, write), [
    tenantId,
    name,
    ...provenanceArguments(provenance),
    title,
    description,
    defaultPreference && JSON.stringify(columnsOf(valuesIn(defaultPreference))),
    CHANNELS.filter((channel) => requiredChannels.includes(channel)),
    input.optIn ?? false,
  ]);
  return categoryOf(row);
}

/** Deletes a tenant's category from the registry. Returns false when there is none. */
export async function deleteCategory(
  database: Database,
  { tenantId, name }: CategoryKey,
  provenance: Provenance,
  lockTimeoutMs?: number,
): Promise<boolean> {
  const write = `
    UPDATE ${database.table(NotificationCategory)} AS stored
    SET deleted = true, version = stored.version + 1, updated_at = greatest(stored.updated_at, ${NOW})
    FROM (SELECT true AS once${lockTimeoutColumn(lockTimeoutMs)}) AS setting
    WHERE stored.tenant_id = $1::text AND stored.name = $2::text AND NOT stored.deleted`;
  const rows = await database.query<CategoryRow[]>(withVersion(database, write), [
    tenantId,
    name,
    ...provenanceArguments(provenance),
  ]);
  return rows.length > 0;
}

/** Removes an actor's id from the versions of categories. Returns the number of changed versions. */
export async function anonymizeCategoryVersions(
  database: Database,
  { tenantId, ownerId }: { tenantId: string; ownerId: string },
): Promise<number> {
  const statement = `
    UPDATE ${database.table(NotificationCategoryVersion)} SET actor = 'erased', credential_id = NULL
    WHERE tenant_id = $1::text AND actor = $2::text`;
  return countChanged(database, statement, [tenantId, ownerId]);
}

/** Makes a statement that writes a category and its version. The parameters $3 to $6 are the origin of the change. */
function withVersion(database: Database, write: string): string {
  return `
  WITH saved AS (${write} RETURNING stored.*),
  saved_version AS (
    INSERT INTO ${database.table(NotificationCategoryVersion)}
      (tenant_id, name, version, ${REGISTERED}, deleted, changed_at, ${PROVENANCE_COLUMNS})
    SELECT tenant_id, name, version, ${REGISTERED}, deleted, updated_at, $3::text, $4::text, $5::text, $6::text
    FROM saved
    ON CONFLICT (tenant_id, name, version) DO NOTHING
  )
  SELECT ${ROW} FROM saved`;
}

function categoryOf({ createdAt, updatedAt, defaultPreference, ...row }: CategoryRow) {
  return Object.assign(new NotificationCategory(), row, {
    createdAt: dateOf(createdAt),
    updatedAt: dateOf(updatedAt),
    defaultPreference: defaultPreference && valuesOf(defaultPreference),
  });
}
