import type { EntityManager } from 'typeorm';
import { newUuid } from '../../postgres/uuid.js';
import { dateOf, milliseconds, NOW } from '../../postgres/times.js';
import { tableOf } from '../../postgres/tables.js';
import type { Provenance } from '../callers/caller.js';
import type { Owner } from '../callers/caller.js';
import { valuesIn } from '../channels/preference-values.js';
import {
  VALUE_COUNT,
  valueArguments,
  valueAssignments,
  valueColumns,
  valueListArguments,
  valueParameters,
} from '../channels/value-sql.js';
import type { PreferenceVersionId } from './write-conditions.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { NotificationPreference } from './notification-preference.entity.js';
import type { PreferenceInput } from './preference.input.js';

/** A preference that is to be written, and what the record of the change says. */
export interface PreferenceWrite {
  owner: Required<Owner>;
  input: Readonly<PreferenceInput>;
  provenance: Provenance;
  /** Replace only: the version that the stored preference must be of, unless it says already what it is to say. */
  expected?: PreferenceVersionId | undefined;
}

/** A preference as it is stored now, and whether the write changed it. */
export interface WrittenPreference {
  preference: NotificationPreference;
  changed: boolean;
}

/** What the database decided; times are milliseconds since 1970. */
interface WrittenRow {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  changed: boolean;
}

const COLUMNS = `tenant_id, owner_id, category, id, ${valueColumns()}`;

const values = (alias: string) => `(${valueColumns(alias)})`;

const isChanged = (given: string) => `${values('stored')} IS DISTINCT FROM ${values(given)}`;

/**
 * Sets what the row `stored` says. It updates even when nothing changed: with a condition on DO UPDATE, RETURNING gives
 * no row to the loser of a race between identical writes. The clock is read once the row is locked.
 */
const UPDATE = `
    DO UPDATE SET ${valueAssignments('excluded')},
      version = stored.version + CASE WHEN ${isChanged('excluded')} THEN 1 ELSE 0 END,
      updated_at = CASE WHEN ${isChanged('excluded')}
        THEN greatest(stored.updated_at, ${NOW}) ELSE stored.updated_at END`;

const inserted = (manager: EntityManager, selected: string, from: string, onConflict: string) => `
    INSERT INTO ${tableOf(manager, NotificationPreference)} AS stored (${COLUMNS}, created_at, updated_at)
    SELECT ${selected}, clock.now, clock.now FROM (SELECT ${NOW} AS now) AS clock${from}
    ON CONFLICT (tenant_id, owner_id, category) ${onConflict}
    RETURNING stored.*`;

/** Keeps every row of `saved` as a version, where it is a new one. */
const keptVersions = (manager: EntityManager, from: string, provenance: string) => `
    INSERT INTO ${tableOf(manager, NotificationPreferenceVersion)}
      (tenant_id, owner_id, category, preference_id, ${valueColumns()}, version, changed_at,
       actor, credential_id, via, request_id)
    SELECT saved.tenant_id, saved.owner_id, saved.category, saved.id, ${valueColumns('saved')}, saved.version,
           saved.updated_at, ${provenance}
    FROM ${from}
    ON CONFLICT (tenant_id, owner_id, preference_id, version) DO NOTHING
    RETURNING preference_id`;

const SELECTED_ONE = `$1::text, $2::text, coalesce($7::text, ''), $8::uuid, ${valueParameters(9)}`;

const ANSWER = `saved.id, saved.version, ${milliseconds('saved.created_at')} AS "createdAt",
    ${milliseconds('saved.updated_at')} AS "updatedAt", kept.preference_id IS NOT NULL AS changed`;

/**
 * Writes one preference. Where there is one for the category already, it is replaced, or it is kept and the answer is
 * undefined.
 */
export async function writePreference<E extends 'replace' | 'keep'>(
  manager: EntityManager,
  write: PreferenceWrite,
  ifExists: E,
): Promise<E extends 'replace' ? WrittenPreference : WrittenPreference | undefined>;
export async function writePreference(
  manager: EntityManager,
  write: PreferenceWrite,
  ifExists: 'replace' | 'keep',
): Promise<WrittenPreference | undefined> {
  const { owner, input, provenance } = write;
  const onConflict = ifExists === 'replace' ? UPDATE : 'DO NOTHING';
  const sql = `
  WITH saved AS (${inserted(manager, SELECTED_ONE, '', onConflict)}),
  kept AS (${keptVersions(manager, 'saved', '$3::text, $4::text, $5::text, $6::text')})
  SELECT ${ANSWER} FROM saved LEFT JOIN kept ON true`;
  const [row] = await manager.query<WrittenRow[]>(sql, [
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

/** What became of many writes. */
export interface ManyWritten {
  /** In the order of the writes; empty where nothing was written. */
  written: WrittenPreference[];
  /** The positions of the writes whose `expected` does not hold. */
  stale: number[];
}

/**
 * Creates or replaces preferences, at most one of each owner and category, all or none: nothing is written where the
 * `expected` of one does not hold. Rows are locked in the order of their keys, so two of these statements never wait
 * for each other in a circle.
 * @param lockTimeoutMs After how many milliseconds the statement fails with 55P03 lock_not_available because somebody
 * holds one of the rows; unless given, it waits as long as the session allows.
 */
export async function savePreferences(
  manager: EntityManager,
  writes: readonly PreferenceWrite[],
  lockTimeoutMs?: number,
): Promise<ManyWritten> {
  const isConditional = writes.some(({ expected }) => expected);
  const sql = saveManySql(manager, isConditional, lockTimeoutMs);
  const rows = await manager.query<(WrittenRow & { stale?: boolean })[]>(sql, [
    writes.map(({ owner }) => owner.tenantId),
    writes.map(({ owner }) => owner.ownerId),
    writes.map(({ provenance }) => provenance.actor),
    writes.map(({ provenance }) => provenance.credentialId),
    writes.map(({ provenance }) => provenance.via),
    writes.map(({ provenance }) => provenance.requestId),
    writes.map(({ input }) => input.category),
    writes.map(({ expected }) => expected?.id ?? newUuid()),
    ...valueListArguments(writes.map(({ input }) => input)),
    ...(isConditional ? [writes.map(({ expected }) => expected?.version)] : []),
  ]);
  const stale = [...rows.keys()].filter((position) => rows[position]?.stale);
  if (stale.length > 0) return { written: [], stale };
  return { written: writes.map((write, i) => writtenOf(write, rows[i] as WrittenRow)), stale };
}

function saveManySql(
  manager: EntityManager,
  isConditional: boolean,
  lockTimeoutMs?: number,
): string {
  const key = '(tenant_id, owner_id, category)';
  const expected = isConditional
    ? [`$${9 + VALUE_COUNT}::integer[]`, 'expected_version,']
    : ['', ''];
  const wait =
    lockTimeoutMs === undefined ? '' : `, set_config('lock_timeout', '${lockTimeoutMs}ms', true)`;
  const selected = COLUMNS.replaceAll(/\w+/g, 'given.$&');
  const sorted = 'ORDER BY tenant_id COLLATE "C", owner_id COLLATE "C", category COLLATE "C"';
  const from = `, given ${isConditional ? 'WHERE NOT EXISTS (SELECT FROM stale)' : ''} ${sorted}`;
  const provenance = 'given.actor, given.credential_id, given.via, given.request_id';
  return `
  WITH given AS (
    SELECT given.*${wait} FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
      array_replace($7::text[], NULL, ''), $8::uuid[], ${valueParameters(9, '[]')}${isConditional ? `, ${expected[0]}` : ''})
      WITH ORDINALITY AS given (tenant_id, owner_id, actor, credential_id, via, request_id,
        category, id, ${valueColumns()}, ${expected[1]} position)
  ),${isConditional ? staleSql(manager, key) : ''}
  saved AS (${inserted(manager, selected, from, UPDATE)}),
  kept AS (${keptVersions(manager, `saved JOIN given USING ${key}`, provenance)})
  SELECT ${ANSWER}${isConditional ? ', stale.position IS NOT NULL AS stale' : ''}
  FROM given LEFT JOIN saved USING ${key} LEFT JOIN kept ON kept.preference_id = saved.id
  ${isConditional ? 'LEFT JOIN stale USING (position)' : ''}
  ORDER BY given.position`;
}

/** A client may repeat a write that it does not know to have succeeded (RFC 9110, section 13.1.1). */
const staleSql = (manager: EntityManager, key: string) => `
  locked AS (
    SELECT stored.* FROM ${tableOf(manager, NotificationPreference)} AS stored JOIN given USING ${key}
    ORDER BY stored.tenant_id, stored.owner_id, stored.category FOR UPDATE OF stored
  ),
  stale AS (
    SELECT given.position FROM given LEFT JOIN locked USING ${key}
    WHERE given.expected_version IS NOT NULL
      AND NOT coalesce((locked.id = given.id AND locked.version = given.expected_version)
                       OR ${values('locked')} = ${values('given')}, false)
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
