/**
 * Compares one server with two on the same database. Each server gets its own load and is limited to a share of a core,
 * so that the number of cores is not the limit. Needs root and Linux.
 * Usage: npm run bench:two-servers [-- --write]
 */
import { parseArgs } from 'node:util';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { SERVER_SETTINGS } from './bellwether-settings.mjs';
import { limitCpu } from './load/cpu-limit.mjs';
import { LoadProcess } from './load/load-process.mjs';
import { makeKeys } from './make-keys.mjs';
import { ownerOf } from './peers/keys.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';

const OWNERS = 1_000;
const CONNECTIONS = 32;
const SHARE = 0.25;
const ROUNDS = 5;
const TIME = { seconds: 3, warmUp: 1 };
const CASES = { put: 'PUT', effective: 'effective preference' };

/** Measures the servers at the same time, each with its own load. */
async function measure(request, targets, loads, postgresPid) {
  const details = { request, connections: CONNECTIONS, ...TIME };
  const figures = await Promise.all(
    targets.map((target, at) => loads[at].measure(target, postgresPid, details)),
  );
  const rate = figures.reduce((sum, figure) => sum + figure.rate, 0);
  const cores = (cpu) => figures.reduce((sum, figure) => sum + figure.rate * figure[cpu], 0);
  return {
    rate,
    serverCpu: cores('serverCpu') / rate,
    // Each load process measured the CPU of the whole PostgreSQL, so the sum counts it several times.
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
  const limits = [];
  try {
    const env = {
      DATABASE_URL: await cluster.createDatabase('shared'),
      ...SERVER_SETTINGS,
    };
    for (let count = 0; count < 2; count += 1) {
      servers.push(await ServerProcess.start(['dist/main.js'], env));
    }
    const owners = Array.from({ length: OWNERS }, (_, number) => ownerOf(number));
    const keys = await makeKeys(servers[0].url, owners);
    const targets = servers.map((server) => ({ server, keys }));
    await loads[0].fill(targets[0]);
    for (const request of Object.keys(CASES)) {
      for (const target of targets) await measure(request, [target], loads, cluster.pid);
    }
    limits.push(...servers.map(({ pid }) => limitCpu(pid, SHARE)));
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
      `${CONNECTIONS} connections to each server; medians of ${ROUNDS} rounds of ${TIME.seconds} s. ` +
        'CPU in seconds for 1,000 requests. ' +
        `Each server may use ${SHARE} of a core.`,
      '',
      '| | servers | requests/s | server CPU | PostgreSQL CPU |',
      '| --- | ---: | ---: | ---: | ---: |',
      ...rows,
    ].join('\n');
    console.log(report);
    if (write) await writeSection('two-servers', report);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    for (const remove of limits) remove();
    for (const load of loads) load.stop();
    await cluster.remove();
  }
}

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
await run(values);
