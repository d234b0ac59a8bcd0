/**
 * Measures exports: the server's memory for owners with short and long histories, and the latency of other owners' PUTs
 * while exports run. Usage: npm run bench:export [-- --versions N] [--write]
 */
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { SERVER_SETTINGS } from './bellwether-settings.mjs';
import { LoadProcess } from './load/load-process.mjs';
import { peakMemoryOf } from './load/peak-memory.mjs';
import { makeKeys } from './make-keys.mjs';
import { addChanges, query } from './many-versions.mjs';
import { ownerOf } from './peers/keys.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { medianOf } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';
import { ServerProcess } from './server-process.mjs';

const SHORT = [1_000, 100_000];
const OWNERS = 100;
const ROUNDS = 5;
const EXPORTS_AT_ONCE = [0, 1, 8];
const LOAD = { request: 'put', connections: 4, seconds: 5, warmUp: 1 };

/** Reads an export to its end, or until `signal` aborts. */
async function exportOwner(server, key, owner, signal) {
  const headers = { authorization: `Bearer ${key}` };
  const url = `${server.url}/v1/messaging/owners/${owner}/export`;
  const response = await fetch(url, { headers, signal });
  if (response.status !== 200) throw new Error(await response.text());
  let bytes = 0;
  let tail = Buffer.alloc(0);
  for await (const piece of response.body) {
    bytes += piece.length;
    tail = Buffer.concat([tail, piece]).subarray(-64);
  }
  if (!tail.toString().endsWith('}')) throw new Error(`The export ended too early: ${tail}`);
  return bytes;
}

/** Measures the memory and the time of one export on a server that was just started. */
async function measureMemory(env, key, { owner, versions }) {
  const server = await ServerProcess.start(['dist/main.js'], env);
  try {
    await exportOwner(server, key, 'nobody');
    const [before, start] = [peakMemoryOf(server.pid), performance.now()];
    const bytes = await exportOwner(server, key, owner);
    const seconds = (performance.now() - start) / 1_000;
    const peak = peakMemoryOf(server.pid);
    return (
      `| ${versions.toLocaleString('en')} | ${(bytes / 2 ** 20).toFixed(1)} | ${seconds.toFixed(1)} ` +
      `| ${before.toFixed(0)} | ${peak.toFixed(0)} |`
    );
  } finally {
    await server.stop();
  }
}

/** Measures PUTs while `count` loops run. Each loop runs one export after another. */
async function measureLatency(load, target, postgresPid, { count, key, owner }) {
  const stop = new globalThis.AbortController();
  const loop = async () => {
    while (!stop.signal.aborted) await exportOwner(target.server, key, owner, stop.signal);
  };
  const loops = Array.from({ length: count }, () =>
    loop().catch((error) => {
      if (!stop.signal.aborted) throw error;
    }),
  );
  const measured = load.measure(target, postgresPid, LOAD);
  const figures = await Promise.race([measured, Promise.all(loops).then(() => measured)]);
  stop.abort();
  await Promise.all(loops);
  return figures;
}

async function measureLatencies(env, postgresPid, { keys, key, owner }) {
  const server = await ServerProcess.start(['dist/main.js'], env);
  const load = new LoadProcess();
  try {
    const target = { server, keys };
    await load.fill(target);
    const figures = new Map(EXPORTS_AT_ONCE.map((count) => [count, []]));
    for (let round = 0; round <= ROUNDS; round += 1) {
      console.error(round === 0 ? 'warm-up' : `round ${round} of ${ROUNDS}`);
      for (const [count, measured] of figures) {
        const figure = await measureLatency(load, target, postgresPid, { count, key, owner });
        if (round > 0) measured.push(figure);
      }
    }
    const none = medianOf(figures.get(0));
    return [...figures].map(([count, measured]) => {
      const { rate, p50, p99 } = medianOf(measured);
      return (
        `| ${count} | ${Math.round(rate)} | ${p50.toFixed(2)} | ${(p50 / none.p50).toFixed(2)} ` +
        `| ${p99.toFixed(2)} | ${(p99 / none.p99).toFixed(2)} |`
      );
    });
  } finally {
    load.stop();
    await server.stop();
  }
}

async function prepare(env, owners) {
  const server = await ServerProcess.start(['dist/main.js'], env);
  try {
    for (const { owner, versions } of owners) {
      console.error(`storing ${versions} versions`);
      await addChanges(env.DATABASE_URL, owner, { from: 0, to: versions });
    }
    await query(env.DATABASE_URL, 'VACUUM ANALYZE');
    const others = Array.from({ length: OWNERS }, (_, number) => ownerOf(number));
    const [key] = await makeKeys(server.url, ['a-back-end'], 'backend');
    return { keys: await makeKeys(server.url, others), key };
  } finally {
    await server.stop();
  }
}

async function run({ versions, write }) {
  const settings = { ...POSTGRES_SETTINGS, shared_buffers: '1GB' };
  const cluster = await PostgresCluster.create({ durable: true, settings });
  try {
    const env = { DATABASE_URL: await cluster.createDatabase('export'), ...SERVER_SETTINGS };
    const owners = [...SHORT, versions].map((count) => ({
      owner: `owner-of-${count}`,
      versions: count,
    }));
    const { keys, key } = await prepare(env, owners);
    const memory = [];
    for (const owner of owners) memory.push(await measureMemory(env, key, owner));
    const { owner } = owners.at(-1);
    const latencies = await measureLatencies(env, cluster.pid, { keys, key, owner });
    const report = [
      'Each export runs on a server that was just started. The memory is the peak of the process before and after the ' +
        'export.',
      [
        '| versions | MiB sent | seconds | MiB before | MiB after |',
        '| ---: | ---: | ---: | ---: | ---: |',
        ...memory,
      ].join('\n'),
      `PUTs of other owners over ${LOAD.connections} connections while exports of ${versions.toLocaleString('en')} ` +
        `versions run. Medians of ${ROUNDS} rounds of ${LOAD.seconds} s.`,
      [
        '| exports at once | PUTs/s | p50 ms | × none | p99 ms | × none |',
        '| ---: | ---: | ---: | ---: | ---: | ---: |',
        ...latencies,
      ].join('\n'),
    ].join('\n\n');
    console.log(report);
    if (write) await writeSection('export', report);
  } finally {
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
