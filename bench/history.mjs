/**
 * What a page of a history costs for an owner who made a hundred changes and for one who made a million, at the start of
 * the list and in its middle. Usage: npm run bench:history [-- --versions N] [--write]
 */
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { SERVER_SETTINGS } from './bellwether-settings.mjs';
import { Connection } from './load/connection.mjs';
import { cpuOf, cpuOfFamily } from './load/cpu-time.mjs';
import { makeKeys } from './make-keys.mjs';
import { PATH } from './peers/contract.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { median, medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';

const FEW = 100;
const ROUNDS = 5;
const REQUESTS = 500;
const LIMIT = 20;

/** Every owner has these two preferences and changes them in turns, one change a millisecond. */
const IDS = ['01a206bd-d912-77ad-a5fe-a2052b3da801', '01a206bd-d912-77ad-a5fe-a2052b3da802'];
const START = Date.parse('2026-01-31T09:30:00Z');

const FILL = `
  INSERT INTO notification_preference_version
    (preference_id, changed_at, version, in_app_enabled, email_enabled, push_enabled, digest, owner_id, category, actor,
     credential_id, via, request_id)
  SELECT ($3::uuid[])[1 + change % 2], $4::timestamptz + change * interval '1 ms', 1 + change / 2, true, true,
         change % 4 < 2, 'instant', $1, 'category-' || change % 2, $1, 'a-credential', 'api', gen_random_uuid()::text
  FROM generate_series(0, $2::integer - 1) AS change`;

/** Where a page ends whose last change is the one of that number, as a cursor. */
function cursorAt(change) {
  const time = new Date(START + change).toISOString();
  const position = [time, IDS[change % 2], 1 + Math.floor(change / 2)];
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The pages that are asked for, of an owner with so many versions: title and path. */
function pagesOf(versions) {
  // The change belongs to the first of the two preferences, whose history has every other change.
  const middle = `&cursor=${cursorAt(2 * Math.floor(versions / 4))}`;
  return [
    ['all changes, first page', `${PATH}/history?limit=${LIMIT}`],
    ['all changes, in the middle', `${PATH}/history?limit=${LIMIT}${middle}`],
    ['one preference, first page', `${PATH}/${IDS[0]}/history?limit=${LIMIT}`],
    ['one preference, in the middle', `${PATH}/${IDS[0]}/history?limit=${LIMIT}${middle}`],
  ];
}

async function fill(url, owners) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const { id, versions } of owners) {
      console.error(`${versions} versions are filled in`);
      await client.query(FILL, [id, versions, IDS, new Date(START)]);
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

async function answered(connection, request) {
  const start = performance.now();
  const { status, body } = await connection.send(request);
  const passed = performance.now() - start;
  if (status !== 200 || JSON.parse(body.toString()).data.length !== LIMIT) {
    throw new Error(`Answered ${status}: ${body.toString()}`);
  }
  return passed;
}

/** Milliseconds of a request, and CPU seconds for 1,000, over one connection. */
async function measure(server, postgresPid, key, path) {
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\n\r\n`,
  );
  const connection = await Connection.open(server.url);
  const [before, family] = [cpuOf(server.pid), cpuOfFamily(postgresPid)];
  const times = [];
  try {
    for (let i = 0; i < REQUESTS; i += 1) times.push(await answered(connection, request));
  } finally {
    connection.close();
  }
  return {
    p50: median(times),
    serverCpu: ((cpuOf(server.pid) - before) / REQUESTS) * 1_000,
    postgresCpu: ((cpuOfFamily(postgresPid) - family) / REQUESTS) * 1_000,
  };
}

async function measureAll(server, postgresPid, owners) {
  const figures = new Map();
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.error(round === 0 ? 'warm-up' : `round ${round} of ${ROUNDS}`);
    for (const { versions, key } of owners) {
      for (const [title, path] of pagesOf(versions)) {
        const measured = await measure(server, postgresPid, key, path);
        const row = figures.get(title)?.get(versions) ?? [];
        if (round > 0) row.push(measured);
        figures.set(title, (figures.get(title) ?? new Map()).set(versions, row));
      }
    }
  }
  return figures;
}

function tableOf(figures) {
  const rows = [...figures].flatMap(([title, byVersions]) => {
    const few = medianOf(byVersions.get(FEW));
    return [...byVersions].map(([versions, measured]) => {
      const { p50, serverCpu, postgresCpu } = medianOf(measured);
      const both = serverCpu + postgresCpu;
      const ratio = (both / (few.serverCpu + few.postgresCpu)).toFixed(2);
      return (
        `| ${title} | ${versions.toLocaleString('en')} | ${p50.toFixed(2)} | ${(p50 / few.p50).toFixed(2)} ` +
        `| ${serverCpu.toFixed(2)} | ${postgresCpu.toFixed(2)} | ${both.toFixed(2)} | ${ratio} |`
      );
    });
  });
  return [
    `| | versions | p50 ms | × ${FEW} | server CPU | PostgreSQL CPU | both | × ${FEW} |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

async function run({ versions, write }) {
  const settings = { ...POSTGRES_SETTINGS, shared_buffers: '1GB' };
  const cluster = await PostgresCluster.create({ durable: true, settings });
  let server;
  try {
    const url = await cluster.createDatabase('history');
    server = await ServerProcess.start(['dist/main.js'], { DATABASE_URL: url, ...SERVER_SETTINGS });
    const owners = [
      { id: 'owner-of-few', versions: FEW },
      { id: 'owner-of-many', versions },
    ];
    const keys = await makeKeys(
      server.url,
      owners.map(({ id }) => id),
    );
    await fill(url, owners);
    const withKeys = owners.map((owner, at) => ({ ...owner, key: keys[at] }));
    const report = [
      `Pages of ${LIMIT} changes over one connection; the versions are in memory. Medians of ${ROUNDS} rounds of ` +
        `${REQUESTS} requests. CPU in seconds for 1,000 requests.`,
      tableOf(await measureAll(server, cluster.pid, withKeys)),
    ].join('\n\n');
    console.log(report);
    if (write) await writeSection('history', report);
  } finally {
    await server?.stop();
    await cluster.remove();
  }
}

const { values } = parseArgs({
  options: {
    versions: { type: 'string', default: '1000000' },
    write: { type: 'boolean', default: false },
  },
});
await run({ versions: Number(values.versions), write: values.write });
