/**
 * Measures the answers that others get while 40 clients write to a row that another transaction holds. It prints the
 * percentiles without and with the locked row, and fails when an answer to the others is not 200.
 * usage: node test/faults/locked-row.mjs [path of another build's main.js]
 */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { URL } from 'node:url';
import pg from 'pg';
import { ServerProcess } from '../../bench/server-process.mjs';
import { PostgresCluster } from '../support/postgres-cluster.mjs';

const WRITERS = 40;
const OTHERS = 8;
const SECONDS = 15;
const KEY = 'b'.repeat(32);
const OWNERS = '/v1/messaging/owners';

const [main = 'dist/main.js'] = process.argv.slice(2);
const cluster = await PostgresCluster.create();
const server = await ServerProcess.start([main], {
  DATABASE_URL: cluster.url,
  BOOTSTRAP_API_KEY: KEY,
  RATE_LIMIT: 'off',
  LOG_LEVEL: 'fatal',
});
const agent = new Agent({ keepAlive: true });

function put(owner, digest, headers = {}) {
  const body = { in_app_enabled: true, email_enabled: true, push_enabled: false, digest };
  return new Promise((resolve) => {
    const sent = request(new URL(`${OWNERS}/${owner}/preferences`, server.url), {
      agent,
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${KEY}`,
        'Content-Type': 'application/json',
        ...headers,
      },
    });
    sent.on('error', ({ code }) => resolve({ status: code }));
    sent.on('response', (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode, ...answer.headers }));
    });
    sent.end(JSON.stringify(body));
  });
}

/** Runs clients that each send one request after the other for some seconds. Returns times and statuses. */
async function load(clients, send) {
  const end = performance.now() + SECONDS * 1_000;
  const times = [];
  const statuses = new Map();
  const client = async (number) => {
    for (let round = 0; performance.now() < end; round += 1) {
      const before = performance.now();
      const { status } = await send(number, round);
      times.push(performance.now() - before);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return { times: times.sort((a, b) => a - b), statuses };
}

/** Other owners, half of whose writes have a condition. */
const others = () =>
  load(OTHERS, async (number, round) => {
    const digest = round % 2 === 0 ? 'daily' : 'hourly';
    const condition = number % 2 === 0 ? {} : { 'If-Match': tags[number] };
    const answer = await put(`other-${number}`, digest, condition);
    tags[number] = answer.etag ?? tags[number];
    return answer;
  });

function print(name, { times, statuses }) {
  const at = (part) => times[Math.floor(times.length * part)]?.toFixed(1);
  const shown = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
  console.log(
    `${name}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${times.at(-1)?.toFixed(1)} ms; ${shown}`,
  );
}

const tags = [];
for (let number = 0; number < OTHERS; number += 1) {
  tags[number] = (await put(`other-${number}`, 'daily')).etag;
}
const { etag } = await put('locked', 'daily');
const without = await others();

const holder = new pg.Client(cluster.url);
await holder.connect();
await holder.query(
  "BEGIN; SELECT FROM notification_preference WHERE owner_id = 'locked' FOR UPDATE",
);
const writers = load(WRITERS, (number) =>
  put('locked', 'hourly', number % 2 === 0 ? {} : { 'If-Match': etag }),
);
await sleep(200);
const during = await others();
print('others, without a locked row', without);
print('others, with a locked row and 40 writers', during);
print('the writers', await writers);

await holder.end();
await server.stop();
agent.destroy();
await cluster.remove();
const failed = [...without.statuses.keys(), ...during.statuses.keys()].some((it) => it !== 200);
process.exitCode = failed ? 1 : 0;
