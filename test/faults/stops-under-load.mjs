/**
 * Stops a server under load, again and again, and counts the requests that were reset. Each of the clients sends PUTs
 * one after the other on a connection that it keeps. They leave when the health check fails, as behind a load balancer,
 * or, with `--unaware`, when the server refuses a connection. It fails when a client that watches was reset.
 * usage: node test/faults/stops-under-load.mjs [--unaware] [path of another build's main.js]
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { URL } from 'node:url';
import { ServerProcess } from '../../bench/server-process.mjs';
import { PostgresCluster } from '../support/postgres-cluster.mjs';

const STOPS = 20;
const CLIENTS = 32;
const LOAD_MS = 500;
const CHECK_EVERY_MS = 50;
const KEY = 'b'.repeat(32);
const BODY = JSON.stringify({ in_app_enabled: true, email_enabled: true, push_enabled: false });

const args = process.argv.slice(2);
const isUnaware = args.includes('--unaware');
const main = args.find((arg) => !arg.startsWith('--')) ?? 'dist/main.js';
const cluster = await PostgresCluster.create();
const outcomes = new Map();

/** Sends a request. Resolves to its status, or to the code of the error if it got no answer. */
function send(agent, url, method, path) {
  return new Promise((resolve) => {
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' };
    const sent = request(new URL(path, url), { agent, method, headers });
    sent.on('error', ({ code }) => resolve(code));
    sent.on('response', (answer) => {
      answer.on('error', ({ code }) => resolve(code));
      answer.resume().on('end', () => resolve(answer.statusCode));
    });
    sent.end(method === 'PUT' ? BODY : undefined);
  });
}

async function stopUnderLoad() {
  const server = await ServerProcess.start([main], {
    DATABASE_URL: cluster.url,
    BOOTSTRAP_API_KEY: KEY,
    SHUTDOWN_GRACE: '1',
    LOG_LEVEL: 'warn',
  });
  const agent = new Agent({ keepAlive: true });
  let isOpen = true;
  const watch = async () => {
    while (isOpen) {
      const status = await send(undefined, server.url, 'GET', '/health/ready');
      if (status !== 200) isOpen = false;
      await sleep(CHECK_EVERY_MS);
    }
  };
  const client = async () => {
    while (isOpen) {
      const outcome = await send(agent, server.url, 'PUT', '/v1/messaging/preferences');
      if (outcome === 'ECONNREFUSED') return;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome !== 200) await sleep(10);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  const watching = isUnaware ? undefined : watch();
  await sleep(LOAD_MS);
  await server.stop();
  await watching;
  await Promise.all(clients);
  agent.destroy();
}

for (let stop = 0; stop < STOPS; stop += 1) await stopUnderLoad();
await cluster.remove();

const answered = outcomes.get(200) ?? 0;
const all = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
const failed = [...outcomes].filter(([outcome]) => outcome !== 200);
console.log(
  `stops: ${STOPS}, with ${CLIENTS} clients that ${isUnaware ? 'do not ' : ''}watch readiness`,
);
console.log(`requests: ${all}, answered with 200: ${answered}`);
console.log(
  `others: ${failed.map(([outcome, count]) => `${outcome} ${count}`).join(', ') || 'none'}`,
);
process.exitCode = failed.length > 0 && !isUnaware ? 1 : 0;
