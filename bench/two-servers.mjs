/**
 * One server, and two on the same database, with the same number of connections in all.
 * Usage: npm run bench:two-servers [-- --write]
 */
import { parseArgs } from 'node:util';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { LoadProcess } from './load/load-process.mjs';
import { BOOTSTRAP_KEY, makeKeys } from './make-keys.mjs';
import { ownerOf } from './peers/keys.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';

const OWNERS = 1_000;
const CONNECTIONS = 32;
const ROUNDS = 5;
const TIME = { seconds: 3, warmUp: 1 };
const CASES = { put: 'PUT', effective: 'effective preference' };

/** What so many servers do together; each has a load of its own. */
async function measure(request, targets, loads, postgresPid) {
  const details = { request, connections: CONNECTIONS / targets.length, ...TIME };
  const figures = await Promise.all(
    targets.map((target, at) => loads[at].measure(target, postgresPid, details)),
  );
  const rate = figures.reduce((sum, figure) => sum + figure.rate, 0);
  const cores = (cpu) => figures.reduce((sum, figure) => sum + figure.rate * figure[cpu], 0);
  return {
    rate,
    serverCpu: cores('serverCpu') / rate,
    // Each of them saw all that PostgreSQL used.
    postgresCpu: cores('postgresCpu') / targets.length / rate,
  };
}

function rowOf(title, count, { rate, serverCpu, postgresCpu }) {
  return `| ${title} | ${count} | ${Math.round(rate)} | ${serverCpu.toFixed(3)} | ${postgresCpu.toFixed(3)} |`;
}

async function run({ write }) {
  const cluster = await PostgresCluster.create({ durable: true, settings: POSTGRES_SETTINGS });
  const loads = [new LoadProcess(), new LoadProcess()];
  const servers = [];
  try {
    const env = {
      DATABASE_URL: await cluster.createDatabase('shared'),
      BOOTSTRAP_API_KEY: BOOTSTRAP_KEY,
    };
    for (let count = 0; count < 2; count += 1) {
      servers.push(await ServerProcess.start(['dist/main.js'], env));
    }
    const owners = Array.from({ length: OWNERS }, (_, number) => ownerOf(number));
    const keys = await makeKeys(servers[0].url, owners);
    const targets = servers.map((server) => ({ server, keys }));
    await loads[0].fill(targets[0]);
    const rows = [];
    for (const [request, title] of Object.entries(CASES)) {
      const figures = { 1: [], 2: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const count of [1, 2]) {
          figures[count].push(await measure(request, targets.slice(0, count), loads, cluster.pid));
        }
      }
      for (const count of [1, 2]) rows.push(rowOf(title, count, medianOf(figures[count])));
    }
    const report = [
      `${CONNECTIONS} connections in all; medians of ${ROUNDS} rounds of ${TIME.seconds} s. ` +
        'CPU in seconds for 1,000 requests.',
      '',
      '| | servers | requests/s | server CPU | PostgreSQL CPU |',
      '| --- | ---: | ---: | ---: | ---: |',
      ...rows,
    ].join('\n');
    console.log(report);
    if (write) await writeSection('two-servers', report);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    for (const load of loads) load.stop();
    await cluster.remove();
  }
}

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
await run(values);
