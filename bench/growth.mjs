/**
 * Measures a PUT and an effective preference in a small and in a large table, and the disk space of a stored
 * preference.
 * Usage: npm run bench:growth [-- --rows N] [--write]
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { partitionSql } from '../test/support/partition-sql.mjs';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { SERVER_SETTINGS } from './bellwether-settings.mjs';
import { LoadProcess } from './load/load-process.mjs';
import { makeKeys } from './make-keys.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';
import { CATEGORIES } from './workload.mjs';

/** The number of owners who send requests: all owners of the small table, and as many of the large one. */
const ACTIVE = 500;
const SMALL = ACTIVE * CATEGORIES.length;
const ROUNDS = 5;
const LOAD = { connections: 32, seconds: 3, warmUp: 1 };
const CASES = { put: 'PUT', effective: 'effective preference' };

async function query(url, sql, parameters) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql, parameters).finally(() => client.end());
  return rows;
}

/** Inserts the rows category by category, so that the rows of one owner are far apart. */
async function fill(url, owners) {
  const [values, columns] = [
    "true, true, false, 'daily', '', md5(owner::text)::uuid::text, category",
    'in_app_enabled, email_enabled, push_enabled, digest, tenant_id, owner_id, category',
  ];
  await query(
    url,
    `WITH given AS (
       SELECT gen_random_uuid() AS id, owner, category
       FROM unnest($1::text[]) AS category, generate_series(1, $2::integer) AS owner
     ), saved AS (
       INSERT INTO notification_preference (id, created_at, updated_at, ${columns})
       SELECT id, now(), now(), ${values} FROM given
     )
     INSERT INTO notification_preference_version
       (preference_id, changed_at, version, ${columns}, actor, credential_id, via, request_id)
     SELECT id, now(), 1, ${values}, md5(owner::text)::uuid::text, gen_random_uuid()::text, 'api',
       gen_random_uuid()::text
     FROM given`,
    [CATEGORIES, owners],
  );
}

async function prepare(cluster, { title, rows, isPartitioned }) {
  const url = await cluster.createDatabase(title.replaceAll(/\W+/g, '_'));
  const server = await ServerProcess.start(['dist/main.js'], {
    DATABASE_URL: url,
    ...SERVER_SETTINGS,
  });
  const owners = rows / CATEGORIES.length;
  console.error(`${title}: storing rows`);
  if (isPartitioned) await query(url, await partitionSql());
  await fill(url, owners);
  const active = await query(
    url,
    'SELECT md5(n::text)::uuid::text AS id FROM generate_series($1::integer, $2::integer, $1::integer) AS n',
    [owners / ACTIVE, owners],
  );
  const keys = await makeKeys(
    server.url,
    active.map(({ id }) => id),
  );
  await query(url, 'VACUUM ANALYZE');
  const [sizes] = await query(url, SIZES);
  return { title, rows, sizes, url, server, keys };
}

/** SQL conditions that select a table, or its partitions, by name. */
const PARTS = {
  preferences: "relname ~ '^notification_preference(_[0-9]+)?$'",
  versions: "relname ~ '^notification_preference_version(_[0-9]+)?$'",
};

const SIZES = `
  SELECT sum(pg_total_relation_size(oid)) FILTER (WHERE ${PARTS.preferences}) AS preferences,
         sum(pg_indexes_size(oid)) FILTER (WHERE ${PARTS.preferences}) AS indexes,
         sum(pg_total_relation_size(oid)) FILTER (WHERE ${PARTS.versions}) AS versions
  FROM pg_class WHERE relkind = 'r'`;

async function measureAll(tables, postgresPid, load) {
  const figures = Object.keys(CASES).map((request) => [request, new Map()]);
  for (const [request, byTable] of figures) {
    for (let round = 1; round <= ROUNDS; round += 1) {
      console.error(`${request}: round ${round} of ${ROUNDS}`);
      for (const table of tables) {
        await query(table.url, 'VACUUM notification_preference, notification_preference_version');
        const measured = await load.measure(table, postgresPid, { request, ...LOAD });
        byTable.set(table, [...(byTable.get(table) ?? []), measured]);
      }
    }
  }
  return figures;
}

function tableOf(figures, tables) {
  const rows = figures.flatMap(([request, byTable]) => {
    const small = medianOf(byTable.get(tables[0]));
    return tables.map((table) => {
      const { p50, serverCpu, postgresCpu } = medianOf(byTable.get(table));
      const both = serverCpu + postgresCpu;
      const ratio = (both / (small.serverCpu + small.postgresCpu)).toFixed(2);
      return (
        `| ${CASES[request]} | ${table.title} | ${p50.toFixed(2)} | ${(p50 / small.p50).toFixed(2)} ` +
        `| ${serverCpu.toFixed(3)} | ${postgresCpu.toFixed(3)} | ${both.toFixed(3)} | ${ratio} |`
      );
    });
  });
  return [
    '| | rows | p50 ms | × small | server CPU | PostgreSQL CPU | both | × small |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

async function storageOf({ title, url, rows, sizes }) {
  const [{ share }] = await query(
    url,
    `SELECT round(100.0 * sum(n_tup_hot_upd) / sum(n_tup_upd)) AS share FROM pg_stat_user_tables
     WHERE ${PARTS.preferences}`,
  );
  const each = (bytes) => (Number(bytes) / rows).toFixed(0);
  return `| ${title} | ${each(sizes.preferences)} | ${each(sizes.indexes)} | ${each(sizes.versions)} | ${share} |`;
}

const STORAGE = [
  '| | bytes a preference | of which index | its first version | HOT updates, % |',
  '| --- | ---: | ---: | ---: | ---: |',
];

async function run({ rows, write }) {
  const settings = { ...POSTGRES_SETTINGS, max_wal_size: '32GB' };
  const cluster = await PostgresCluster.create({ durable: true, settings });
  const load = new LoadProcess();
  const named = (count) => `${count.toLocaleString('en')} rows`;
  const sizes = [
    { title: named(SMALL), rows: SMALL },
    { title: named(rows), rows },
    { title: `${named(rows)}, partitioned`, rows, isPartitioned: true },
  ];
  const tables = [];
  try {
    for (const size of sizes) tables.push(await prepare(cluster, size));
    const figures = await measureAll(tables, cluster.pid, load);
    const storage = [];
    for (const table of tables) storage.push(await storageOf(table));
    const report = [
      `${ACTIVE} owners with ${CATEGORIES.length} preferences each send the requests, over ${LOAD.connections} ` +
        'connections; their rows are in memory. Owner ids have 36 characters. ' +
        `Medians of ${ROUNDS} rounds of ${LOAD.seconds} s. CPU in seconds for 1,000 requests.`,
      tableOf(figures, tables),
      [...STORAGE, ...storage].join('\n'),
    ].join('\n\n');
    console.log(report);
    if (write) await writeSection('growth', report);
  } finally {
    await Promise.all(tables.map(({ server }) => server.stop()));
    load.stop();
    await cluster.remove();
  }
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    write: { type: 'boolean', default: false },
  },
});
await run({ rows: Number(values.rows), write: values.write });
