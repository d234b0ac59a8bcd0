/**
 * The cost of a request without one part of Bellwether: its Express adapter, and the batches of reads.
 * Usage: npm run bench:parts [-- --write]
 */
import { parseArgs } from 'node:util';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { SERVER_SETTINGS } from './bellwether-settings.mjs';
import { LoadProcess } from './load/load-process.mjs';
import { makeKeys } from './make-keys.mjs';
import { ownerOf } from './peers/keys.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';

const OWNERS = 200;
const CONNECTIONS = 32;
const ROUNDS = 5;
const TIME = { seconds: 3, warmUp: 0.5 };
const REQUESTS = { put: 'PUT', list: 'list', effective: 'effective preference' };
const VARIANTS = {
  complete: 'as shipped',
  'nest-adapter': "with Nest's own Express adapter",
  'single-reads': 'without batches of reads',
};

async function start(cluster, variant) {
  const env = {
    DATABASE_URL: await cluster.createDatabase(variant),
    VARIANT: variant,
    ...SERVER_SETTINGS,
  };
  const server = await ServerProcess.start(['bench/bellwether-variant.mjs'], env);
  const owners = Array.from({ length: OWNERS }, (_, number) => ownerOf(number));
  return { variant, server, keys: await makeKeys(server.url, owners) };
}

/** The medians of each variant. The variants are measured one after the other in each round. */
async function measureAll(targets, load, postgresPid, request) {
  const figures = new Map(targets.map(({ variant }) => [variant, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.error(`${request}: ${round === 0 ? 'warm-up' : `round ${round} of ${ROUNDS}`}`);
    for (const target of targets) {
      const details = { request, connections: CONNECTIONS, ...TIME };
      const figure = await load.measure(target, postgresPid, details);
      if (round > 0) figures.get(target.variant).push(figure);
    }
  }
  return new Map([...figures].map(([variant, measured]) => [variant, medianOf(measured)]));
}

function rowsOf(request, medians) {
  const both = ({ serverCpu, postgresCpu }) => serverCpu + postgresCpu;
  const shipped = both(medians.get('complete'));
  return [...medians].map(
    ([variant, figure]) =>
      `| ${REQUESTS[request]} | ${VARIANTS[variant]} | ${Math.round(figure.rate)} | ${figure.serverCpu.toFixed(3)} ` +
      `| ${figure.postgresCpu.toFixed(3)} | ${both(figure).toFixed(3)} | ${(both(figure) / shipped).toFixed(2)} |`,
  );
}

async function run({ write }) {
  const cluster = await PostgresCluster.create({ durable: true, settings: POSTGRES_SETTINGS });
  const load = new LoadProcess();
  const targets = [];
  try {
    for (const variant of Object.keys(VARIANTS)) targets.push(await start(cluster, variant));
    for (const target of targets) await load.fill(target);
    const rows = [];
    for (const request of Object.keys(REQUESTS)) {
      rows.push(...rowsOf(request, await measureAll(targets, load, cluster.pid, request)));
    }
    const report = [
      `${CONNECTIONS} connections; medians of ${ROUNDS} rounds of ${TIME.seconds} s. CPU in seconds for 1,000 requests.`,
      [
        '|  |  | requests/s | server CPU | PostgreSQL CPU | both | × shipped |',
        '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
        ...rows,
      ].join('\n'),
    ].join('\n\n');
    console.log(report);
    if (write) await writeSection('parts', report);
  } finally {
    load.stop();
    for (const { server } of targets) await server.stop();
    await cluster.remove();
  }
}

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
await run(values);
