/** Sends the load from its own process. It receives orders over IPC and answers each order with the figures. */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestsOf, requestsThatFill } from '../workload.mjs';
import { Connection } from './connection.mjs';
import { cpuOf, cpuOfFamily } from './cpu-time.mjs';

const FILLING_CONNECTIONS = 16;

/** Sends each request over the first free connection, until no request is left or `stop` is called. */
class Load {
  latencies = [];
  #requests;
  #stopped = false;

  /** @param {Iterator<Buffer>} requests */
  constructor(requests) {
    this.#requests = requests;
  }

  async run(connections) {
    await Promise.all(connections.map((connection) => this.#runOver(connection)));
  }

  stop() {
    this.#stopped = true;
  }

  async #runOver(connection) {
    while (!this.#stopped) {
      const { value: request, done } = this.#requests.next();
      if (done) return;
      const start = performance.now();
      const { status, body } = await connection.send(request);
      this.latencies.push(performance.now() - start);
      if (status !== 200) throw new Error(`The server answered ${status}: ${body.toString()}`);
    }
  }
}

async function withConnections(url, count, work) {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(url)));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

function* forEver(list) {
  for (;;) yield* list;
}

/** Stores every preference of the workload once. */
async function fill({ url, keys }) {
  const load = new Load(requestsThatFill(keys).values());
  await withConnections(url, FILLING_CONNECTIONS, (connections) => load.run(connections));
}

/** Sends requests without a pause, and measures them for `seconds` seconds after the warm-up. */
async function measure({ url, keys, request, connections, warmUp, seconds, pids }) {
  const load = new Load(forEver(requestsOf(request, keys)));
  return withConnections(url, connections, async (opened) => {
    const over = load.run(opened);
    const measured = (async () => {
      await sleep(warmUp * 1_000);
      return interval(load, pids, seconds);
    })();
    const figures = await Promise.race([measured, over.then(() => measured)]);
    load.stop();
    await over;
    return figures;
  });
}

async function interval(load, pids, seconds) {
  const used = () => ({ server: cpuOf(pids.server), postgres: cpuOfFamily(pids.postgres) });
  load.latencies = [];
  const before = used();
  const start = performance.now();
  await sleep(seconds * 1_000);
  const latencies = load.latencies;
  load.latencies = [];
  const passed = (performance.now() - start) / 1_000;
  const after = used();
  return figuresOf(
    latencies.sort((a, b) => a - b),
    passed,
    {
      server: after.server - before.server,
      postgres: after.postgres - before.postgres,
    },
  );
}

function figuresOf(latencies, seconds, cpu) {
  const count = latencies.length;
  if (count === 0) throw new Error('No request was answered in time.');
  const percentile = (part) => latencies[Math.min(count - 1, Math.floor(count * part))];
  return {
    rate: count / seconds,
    p50: percentile(0.5),
    p99: percentile(0.99),
    serverCpu: (cpu.server / count) * 1_000,
    postgresCpu: (cpu.postgres / count) * 1_000,
  };
}

const ORDERS = { fill, measure };

process.on('message', ({ order, ...details }) => {
  ORDERS[order](details).then(
    (figures) => process.send({ figures }),
    (error) => process.send({ fault: error.message }),
  );
});
