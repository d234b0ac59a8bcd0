import type { Database } from '../../postgres/database.js';
import { newUuid } from '../../postgres/uuid.js';
import { dateOf, milliseconds, NOW } from '../../postgres/times.js';
import { lockTimeoutColumn } from '../../postgres/lock-timeout.js';
import type { Owner, Provenance } from '../callers/caller.js';
import { PROVENANCE_COLUMNS } from '../callers/provenance-columns.js';
import { valuesIn } from '../channels/preference-values.js';
import {
  VALUE_COUNT,
  valueArguments,
  valueAssignments,
  valueColumns,
  valueListArguments,
  valueParameters,
} from '../channels/value-sql.js';
import { isExpected } from './entity-tag.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { NotificationPreference } from './notification-preference.entity.js';
import type { PreferenceInput } from './preference.input.js';

/** A preference to write, with the origin of the change. */
export interface PreferenceWrite {
  owner: Required<Owner>;
  input: Readonly<PreferenceInput>;
  provenance: Provenance;
  /** The `expectedVersions` of the stored preference, unless its values already equal the input. */
  expected?: string | undefined;
}

/** The stored preference after a write, and whether the write changed it. */
export interface WrittenPreference {
  preference: NotificationPreference;
  changed: boolean;
}

/** The values that the database sets. Times are milliseconds since 1970. */
interface WrittenRow {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  changed: boolean;
}

const COLUMNS = `tenant_id, owner_id, category, id, ${valueColumns()}`;

const values = (alias: string) => `(${valueColumns(alias)})`;

const isChanged = (alias: string) => `${values('stored')} IS DISTINCT FROM ${values(alias)}`;

/**
 * Replaces the values of the row `stored`. It updates the row even when no value changes: with a condition on DO
 * UPDATE, RETURNING would give no row to the second of two concurrent identical writes. The clock is read after the row
 * is locked.
 */
const UPDATE = `
    DO UPDATE SET ${valueAssignments('excluded')},
      version = stored.version + CASE WHEN ${isChanged('excluded')} THEN 1 ELSE 0 END,
      updated_at = CASE WHEN ${isChanged('excluded')}
        THEN greatest(stored.updated_at, ${NOW}) ELSE stored.updated_at END`;

const inserted = (
  database: Database,
  {
    selected,
    from = '',
    onConflict,
    wait = '',
  }: Record<'selected' | 'onConflict', string> & { from?: string; wait?: string },
) => `
    INSERT INTO ${database.table(NotificationPreference)} AS stored (${COLUMNS}, created_at, updated_at)
    SELECT ${selected}, clock.now, clock.now FROM (SELECT ${NOW} AS now${wait}) AS clock${from}
    ON CONFLICT (tenant_id, owner_id, category) ${onConflict}
    RETURNING stored.*`;

/** Inserts a version for every row of `saved` that the write changed. */
const insertedVersions = (database: Database, from: string, provenance: string) => `
    INSERT INTO ${database.table(NotificationPreferenceVersion)}
      (tenant_id, owner_id, category, preference_id, ${valueColumns()}, version, changed_at,
       ${PROVENANCE_COLUMNS})
    SELECT saved.tenant_id, saved.owner_id, saved.category, saved.id, ${valueColumns('saved')}, saved.version,
           saved.updated_at, ${provenance}
    FROM ${from}
    ON CONFLICT (tenant_id, owner_id, preference_id, version) DO NOTHING
    RETURNING preference_id`;

const SINGLE_ROW = `$1::text, $2::text, coalesce($7::text, ''), $8::uuid, ${valueParameters(9)}`;

const RESULT = `saved.id, saved.version, ${milliseconds('saved.created_at')} AS "createdAt",
    ${milliseconds('saved.updated_at')} AS "updatedAt", saved_version.preference_id IS NOT NULL AS changed`;

/**
 * Writes one preference. If there is already a preference for the category, it replaces it, or keeps it and returns
 * undefined. It waits for a lock as long as `lockTimeoutMs` says, in milliseconds, or else as long as the session says.
 */
export async function writePreference<E extends 'replace' | 'keep'>(
  database: Database,
  write: PreferenceWrite,
  ifExists: E,
  lockTimeoutMs?: number,
): Promise<E extends 'replace' ? WrittenPreference : WrittenPreference | undefined>;
export async function writePreference(
  database: Database,
  write: PreferenceWrite,
  ifExists: 'replace' | 'keep',
  lockTimeoutMs?: number,
): Promise<WrittenPreference | undefined> {
  const { owner, input, provenance } = write;
  const onConflict = ifExists === 'replace' ? UPDATE : 'DO NOTHING';
  const wait = lockTimeoutColumn(lockTimeoutMs);
  const sql = `
  WITH saved AS (${inserted(database, { selected: SINGLE_ROW, onConflict, wait })}),
  saved_version AS (${insertedVersions(database, 'saved', '$3::text, $4::text, $5::text, $6::text')})
  SELECT ${RESULT} FROM saved LEFT JOIN saved_version ON true`;
  const [row] = await database.query<WrittenRow[]>(sql, [
    owner.tenantId,
    owner.ownerId,
    provenance.actor,
    provenance.credentialId,
    provenance.via,
    provenance.requestId,
    input.category,
    newUuid(),
    ...valueArguments(input),
  ]);
  return row && writtenOf(write, row);
}

/** Writes one preference with its conditions. Returns undefined when a condition is not met. */
export async function writeOne(
  database: Database,
  write: PreferenceWrite,
  {
    ifNoneMatch,
    lockTimeoutMs,
  }: { ifNoneMatch?: '*' | undefined; lockTimeoutMs?: number | undefined },
): Promise<WrittenPreference | undefined> {
  if (write.expected === undefined) {
    return writePreference(database, write, ifNoneMatch ? 'keep' : 'replace', lockTimeoutMs);
  }
  const { written } = await savePreferences(database, [write], lockTimeoutMs);
  return written[0];
}

/** The result of several writes. */
export interface ManyWritten {
  /** The stored preferences in the order of the writes; empty when nothing was written. */
  written: WrittenPreference[];
  /** The positions of the writes whose `expected` is not the stored version. */
  stale: number[];
}

/**
 * Creates or replaces preferences, all or none, at most one for each owner and category. It writes nothing if one
 * `expected` is not the stored version. It locks rows in the order of their keys, so that two of these statements
 * cannot cause a deadlock.
 * @param lockTimeoutMs The time in milliseconds after which the statement fails with 55P03 lock_not_available when
 * another transaction holds one of the rows. By default the timeout of the session applies.
 */
export async function savePreferences(
  database: Database,
  writes: readonly PreferenceWrite[],
  lockTimeoutMs?: number,
): Promise<ManyWritten> {
  const isConditional = writes.some(({ expected }) => expected !== undefined);
  const sql = saveManySql(database, isConditional, lockTimeoutMs);
  const rows = await database.query<(WrittenRow & { stale?: boolean })[]>(sql, [
    writes.map(({ owner }) => owner.tenantId),
    writes.map(({ owner }) => owner.ownerId),
    writes.map(({ provenance }) => provenance.actor),
    writes.map(({ provenance }) => provenance.credentialId),
    writes.map(({ provenance }) => provenance.via),
    writes.map(({ provenance }) => provenance.requestId),
    writes.map(({ input }) => input.category),
    writes.map(() => newUuid()),
    ...valueListArguments(writes.map(({ input }) => input)),
    ...(isConditional ? [writes.map(({ expected }) => expected)] : []),
  ]);
  const stale = [...rows.keys()].filter((position) => rows[position]?.stale);
  if (stale.length > 0) return { written: [], stale };
  return { written: writes.map((write, i) => writtenOf(write, rows[i] as WrittenRow)), stale };
}

function saveManySql(database: Database, isConditional: boolean, lockTimeoutMs?: number): string {
  const key = '(tenant_id, owner_id, category)';
  const expected = isConditional ? [`$${9 + VALUE_COUNT}::text[]`, 'expected,'] : ['', ''];
  const wait = lockTimeoutColumn(lockTimeoutMs);
  const selected = COLUMNS.replaceAll(/\w+/g, 'input.$&');
  const sorted = 'ORDER BY tenant_id COLLATE "C", owner_id COLLATE "C", category COLLATE "C"';
  const from = `, input ${isConditional ? 'WHERE NOT EXISTS (SELECT FROM stale)' : ''} ${sorted}`;
  const provenance = 'input.actor, input.credential_id, input.via, input.request_id';
  return `
  WITH input AS (
    SELECT input.*${wait} FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
      array_replace($7::text[], NULL, ''), $8::uuid[], ${valueParameters(9, '[]')}${isConditional ? `, ${expected[0]}` : ''})
      WITH ORDINALITY AS input (tenant_id, owner_id, ${PROVENANCE_COLUMNS},
        category, id, ${valueColumns()}, ${expected[1]} position)
  ),${isConditional ? staleSql(database, key) : ''}
  saved AS (${inserted(database, { selected, from, onConflict: UPDATE })}),
  saved_version AS (${insertedVersions(database, `saved JOIN input USING ${key}`, provenance)})
  SELECT ${RESULT}${isConditional ? ', stale.position IS NOT NULL AS stale' : ''}
  FROM input LEFT JOIN saved USING ${key}
  LEFT JOIN saved_version ON saved_version.preference_id = saved.id
  ${isConditional ? 'LEFT JOIN stale USING (position)' : ''}
  ORDER BY input.position`;
}

/**
 * SQL for the writes whose `expected` is not the stored version. A write with the stored values is not one of them, so
 * that a client can repeat a write whose result it did not receive (RFC 9110, section 13.1.1).
 */
const staleSql = (database: Database, key: string) => `
  locked AS (
    SELECT stored.* FROM ${database.table(NotificationPreference)} AS stored JOIN input USING ${key}
    ORDER BY stored.tenant_id, stored.owner_id, stored.category FOR UPDATE OF stored
  ),
  stale AS (
    SELECT input.position FROM input LEFT JOIN locked USING ${key}
    WHERE input.expected IS NOT NULL
      AND NOT coalesce((${isExpected('locked', 'input.expected')})
                       OR ${values('locked')} = ${values('input')}, false)
  ),`;

function writtenOf({ owner, input }: PreferenceWrite, row: WrittenRow): WrittenPreference {
  const preference = Object.assign(new NotificationPreference(), owner, valuesIn(input), {
    id: row.id,
    category: input.category ?? null,
    version: row.version,
    createdAt: dateOf(row.createdAt),
    updatedAt: dateOf(row.updatedAt),
  });
  return { preference, changed: row.changed };
}
