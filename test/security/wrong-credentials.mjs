/**
 * Sends wrong credentials and forged tokens from one address, as behind a proxy that the server does not trust, while
 * ten clients of the same address each send new valid tokens. It prints the answers of both, and fails when a valid
 * token is not answered with 200.
 * usage: node test/security/wrong-credentials.mjs [path of another build's main.js]
 */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerProcess } from '../../bench/server-process.mjs';
import { PostgresCluster } from '../support/postgres-cluster.mjs';

const SECONDS = 10;
const CLIENTS = 10;
const FORGERS = 8;

const { privateKey, publicKey } = await generateKeyPair('RS256');
const keys = JSON.stringify({
  keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }],
});
const issuer = createServer((_, response) => response.end(keys)).listen(0, '127.0.0.1');
await once(issuer, 'listening');
const issuerUrl = `http://127.0.0.1:${issuer.address().port}`;
const cluster = await PostgresCluster.create();
const [main = 'dist/main.js'] = process.argv.slice(2);
const server = await ServerProcess.start([main], {
  DATABASE_URL: cluster.url,
  JWT_JWKS_URL: issuerUrl,
  JWT_ISSUER: issuerUrl,
  JWT_AUDIENCE: 'bellwether',
  LOG_LEVEL: 'fatal',
});

const newToken = () =>
  new SignJWT({ roles: 'member', jti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setIssuer(issuerUrl)
    .setAudience('bellwether')
    .setSubject(`owner-${randomUUID()}`)
    .setExpirationTime('10 minutes')
    .sign(privateKey);

async function statusOf(token) {
  const answer = await fetch(`${server.url}/v1/messaging/preferences`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** Sends one request after the other for some seconds, at most one in `interval` milliseconds; counts the statuses. */
async function statuses(token, interval) {
  const counts = new Map();
  const end = performance.now() + SECONDS * 1_000;
  while (performance.now() < end) {
    const status = await statusOf(await token());
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (interval > 0) await sleep(interval);
  }
  return counts;
}

/** Adds up what several clients count at the same time. */
async function countsOf(clients, token, interval) {
  const sum = new Map();
  for (const counts of await Promise.all(
    Array.from({ length: clients }, () => statuses(token, interval)),
  )) {
    for (const [status, count] of counts) sum.set(status, (sum.get(status) ?? 0) + count);
  }
  return sum;
}

const shown = (counts) => [...counts].map(([status, count]) => `${status}: ${count}`).join(', ');

for (let sent = 0; sent < 101; sent += 1) await statusOf('bw_wrong');
const [head, payload] = (await newToken()).split('.');
const forged = `${head}.${payload}.${Buffer.alloc(256, 1).toString('base64url')}`;
const [wrong, fake, valid] = await Promise.all([
  countsOf(1, () => 'bw_wrong', 0),
  countsOf(FORGERS, () => forged, 0),
  countsOf(CLIENTS, newToken, 300),
]);

await server.stop();
await cluster.remove();
issuer.close();
issuer.closeAllConnections();

console.log(`wrong credentials: ${shown(wrong)}`);
console.log(`forged tokens that name the issuer: ${shown(fake)}`);
console.log(`new valid tokens: ${shown(valid)}`);
process.exitCode = valid.size === 1 && valid.has(200) ? 0 : 1;
