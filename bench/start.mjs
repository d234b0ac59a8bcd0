/**
 * Measures a start, from `node dist/main.js` to the line `Listening on`: the seconds, and the peak of the memory.
 * Usage: npm run bench:start [-- --write]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { peakMemoryOf } from './load/peak-memory.mjs';
import { medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';

const TIMES = 5;

async function start(env) {
  const before = performance.now();
  const server = await ServerProcess.start(['dist/main.js'], env);
  const seconds = (performance.now() - before) / 1_000;
  const mebibytes = peakMemoryOf(server.pid);
  await server.stop();
  return { seconds, mebibytes };
}

async function embedded() {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-start-'));
  try {
    const env = { DATA_DIR: join(folder, 'data') };
    return { first: await start(env), second: await start(env) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function remote(cluster, name) {
  const env = { DATABASE_URL: await cluster.createDatabase(name) };
  return { first: await start(env), second: await start(env) };
}

function rowOf(title, figures) {
  const { seconds, mebibytes } = medianOf(figures);
  return `| ${title} | ${seconds.toFixed(2)} | ${mebibytes.toFixed(0)} |`;
}

const cluster = await PostgresCluster.create({ durable: true });
try {
  const [own, other] = [[], []];
  for (let time = 1; time <= TIMES; time += 1) {
    own.push(await embedded());
    other.push(await remote(cluster, `start_${time}`));
  }
  const table = [
    '| start | seconds | MiB |',
    '| --- | ---: | ---: |',
    ...['first', 'second'].map((which) =>
      rowOf(
        `embedded database, ${which} start`,
        own.map((starts) => starts[which]),
      ),
    ),
    ...['first', 'second'].map((which) =>
      rowOf(
        `PostgreSQL, ${which} start`,
        other.map((starts) => starts[which]),
      ),
    ),
  ].join('\n');
  console.log(table);
  if (process.argv.includes('--write')) await writeSection('start', table);
} finally {
  await cluster.remove();
}
