/**
 * Measures a page of the history for an owner with a hundred changes and for an owner with a million, at the start of
 * the list and in its middle, and the effective preferences at a time in the middle. Usage: npm run bench:history [-- --versions N] [--write]
 */
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { SERVER_SETTINGS } from './bellwether-settings.mjs';
import { Connection } from './load/connection.mjs';
import { cpuOf, cpuOfFamily } from './load/cpu-time.mjs';
import { makeKeys } from './make-keys.mjs';
import { addChanges, FIRST_CHANGE, PREFERENCE_IDS, query } from './many-versions.mjs';
import { PATH } from './peers/contract.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { median, medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';

const FEW = 100;
const ROUNDS = 5;
const REQUESTS = 500;
const LIMIT = 10;

const LISTS = {
  'all changes': `${PATH}/history?limit=${LIMIT}`,
  'one preference': `${PATH}/${PREFERENCE_IDS[0]}/history?limit=${LIMIT}`,
};

/** The effective preferences of every category after the given number of changes. */
const effectiveAfter = (changes) => {
  const time = new Date(Date.parse(FIRST_CHANGE) + changes).toISOString();
  return `${PATH}/effective?as_of=${time}`;
};

async function cursorAfter(server, key, path) {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${server.url}${path}`, { headers });
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()).next_cursor;
}

/**
 * Stores the changes of an owner. Returns the titles and paths of the pages to measure. The cursors are read after half
 * of the changes, so they lead to the middle of the complete list.
 */
async function prepare(url, server, { id, versions, key }) {
  console.error(`storing ${versions} versions`);
  const half = versions / 2;
  await addChanges(url, id, { from: 0, to: half });
  const pages = [];
  for (const [list, path] of Object.entries(LISTS)) {
    pages.push([`${list}, first page`, path]);
    const cursor = await cursorAfter(server, key, path);
    pages.push([`${list}, in the middle`, `${path}&cursor=${cursor}`]);
  }
  await addChanges(url, id, { from: half, to: versions });
  pages.push(['effective, in the middle', effectiveAfter(half)]);
  return pages;
}

async function answered(connection, request) {
  const start = performance.now();
  const { status, body } = await connection.send(request);
  const passed = performance.now() - start;
  if (status !== 200 || JSON.parse(body.toString()).data.length === 0) {
    throw new Error(`The server answered ${status}: ${body.toString()}`);
  }
  return passed;
}

/** Measures requests over one connection: the median time in milliseconds, and CPU seconds for 1,000 requests. */
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
    for (const { versions, key, pages } of owners) {
      for (const [title, path] of pages) {
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
    const prepared = [];
    for (const [at, owner] of owners.entries()) {
      const withKey = { ...owner, key: keys[at] };
      prepared.push({ ...withKey, pages: await prepare(url, server, withKey) });
    }
    await query(url, 'VACUUM ANALYZE');
    const report = [
      `Pages of ${LIMIT} changes over one connection; the versions are in memory. Medians of ${ROUNDS} rounds of ` +
        `${REQUESTS} requests. CPU in seconds for 1,000 requests.`,
      tableOf(await measureAll(server, cluster.pid, prepared)),
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
