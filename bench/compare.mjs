/** Compares Bellwether with hand-written servers of the same contract, on a new PostgreSQL: see docs/performance.md. */
import pg from 'pg';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { checkContender } from './contender-checks.mjs';
import { startContender } from './contenders.mjs';
import { LoadProcess } from './load/load-process.mjs';
import { readOptions, USAGE } from './options.mjs';
import { chartOf } from './report/chart.mjs';
import { describeMachine } from './report/machine.mjs';
import { medianOf } from './report/median.mjs';
import { writeChart, writeSection } from './report/performance-page.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { reportOf } from './report/tables.mjs';
import { CASES } from './workload.mjs';

/** Starts and checks each contender, one after another, and stores the same rows in all of them. */
async function prepare(options, cluster, load, ready) {
  for (const contender of options.contenders) {
    console.error(`${contender.name}: start, check, store rows`);
    const started = await startContender(contender, cluster, options.owners);
    ready.push(started);
    await checkContender(started);
    await load.fill(started);
  }
}

async function vacuum({ databaseUrl }) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query('VACUUM ANALYZE').finally(() => client.end());
}

/** Measures all contenders in turn in each round, so that other load on the machine affects all of them. */
async function measureAll({ cases, rounds, seconds, warmUp }, contenders, postgresPid, load) {
  const results = {};
  for (const name of cases) {
    const { request, connections } = CASES[name];
    const figures = new Map(contenders.map((contender) => [contender, []]));
    for (let round = 1; round <= rounds; round += 1) {
      console.error(`${name}: round ${round} of ${rounds}`);
      for (const contender of contenders) {
        await vacuum(contender);
        const details = { request, connections, seconds, warmUp };
        figures.get(contender).push(await load.measure(contender, postgresPid, details));
      }
    }
    results[name] = contenders.map((contender) => ({
      name: contender.name,
      title: contender.title,
      ...medianOf(figures.get(contender)),
    }));
  }
  return results;
}

async function run(options) {
  const cluster = await PostgresCluster.create({ durable: true, settings: POSTGRES_SETTINGS });
  const load = new LoadProcess();
  const contenders = [];
  try {
    await prepare(options, cluster, load, contenders);
    const results = await measureAll(options, contenders, cluster.pid, load);
    const report = reportOf(results, options, await describeMachine(cluster.url));
    console.log(report);
    if (!options.write) return;
    await writeSection('bench', report);
    if (results.put) await writeChart(chartOf(CASES.put.title, results.put));
  } finally {
    await Promise.all(contenders.map(({ server }) => server.stop()));
    load.stop();
    await cluster.remove();
  }
}

let options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
if (options) await run(options);
