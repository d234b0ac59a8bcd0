/**
 * Sends bodies without a credential on many connections at the same time, and prints how much memory the server takes
 * for them. It fails when that is more than 32 MiB.
 * usage: node test/security/unauthenticated-bodies.mjs [path of another build's main.js]
 */
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { URL } from 'node:url';
import { peakMemoryOf } from '../../bench/load/peak-memory.mjs';
import { ServerProcess } from '../../bench/server-process.mjs';
import { PostgresCluster } from '../support/postgres-cluster.mjs';

const KEY = 'b'.repeat(32);
const ORDINARY_REQUESTS = 500;
const CONNECTIONS = 1_000;
const LENGTH = 256 * 1024;
const LIMIT_MIB = 32;
const HEALTH = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
const HEAD =
  'PUT /v1/messaging/preferences/batch HTTP/1.1\r\nHost: x\r\n' +
  `Content-Type: application/json\r\nContent-Length: ${LENGTH}\r\n\r\n`;

const main = process.argv[2] ?? 'dist/main.js';
const cluster = await PostgresCluster.create();
const server = await ServerProcess.start([main], {
  DATABASE_URL: cluster.url,
  BOOTSTRAP_API_KEY: KEY,
  LOG_LEVEL: 'warn',
});

/** Opens a connection and has one request answered on it, so that the memory of connections is not counted. */
async function open() {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.received = '';
  socket.on('data', (chunk) => (socket.received += chunk)).on('error', () => undefined);
  socket.write(HEALTH);
  while (!socket.received.includes('"ok"')) await sleep(10);
  socket.received = '';
  return socket;
}

/** Sends all of a body but its last byte, and waits until all has left or the server has ended the connection. */
async function sendBody(socket, body) {
  socket.write(HEAD);
  if (!socket.write(body)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}

/** Serves ordinary requests, so that the memory before is that of a server in use. */
async function serveOrdinaryRequests() {
  const preference = { in_app_enabled: true, email_enabled: true, push_enabled: false };
  const preferences = Array.from({ length: 100 }, (_, i) => ({ category: `c${i}`, ...preference }));
  const options = {
    method: 'PUT',
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ preferences }),
  };
  for (let sent = 0; sent < ORDINARY_REQUESTS; sent += 50) {
    const send = () => fetch(`${server.url}/v1/messaging/preferences/batch`, options);
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    for (const answer of answers) await answer.arrayBuffer();
  }
}

await serveOrdinaryRequests();
const sockets = [];
while (sockets.length < CONNECTIONS) {
  sockets.push(...(await Promise.all(Array.from({ length: 50 }, open))));
}
await sleep(2_000);
// The peak is counted again from here (proc(5)).
writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
const before = peakMemoryOf(server.pid);
const body = Buffer.alloc(LENGTH - 1, ' ');
await Promise.all(sockets.map((socket) => sendBody(socket, body)));
await sleep(2_000);
const after = peakMemoryOf(server.pid);
const counts = new Map();
for (const { received } of sockets) {
  const status = received.slice(9, 12) || 'none';
  counts.set(status, (counts.get(status) ?? 0) + 1);
}

for (const socket of sockets) socket.destroy();
await server.stop();
await cluster.remove();

const rise = after - before;
console.log(`connections with a body of ${LENGTH / 1024} KiB: ${CONNECTIONS}`);
console.log(`answers before the end of the body: ${[...counts].flat().join(' ')}`);
console.log(
  `memory before: ${before.toFixed(0)} MiB, at most with the bodies: ${after.toFixed(0)} MiB`,
);
console.log(`rise: ${rise.toFixed(0)} MiB, at most ${LIMIT_MIB} are allowed`);
process.exitCode = rise <= LIMIT_MIB ? 0 : 1;
