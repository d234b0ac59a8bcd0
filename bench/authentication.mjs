/**
 * Measures the authentication of a request, on a new PostgreSQL. There are three rounds: a known key; a mistyped key;
 * and, in turn, an unknown id and a wrong secret for a known id. Prints the median time for each credential, and the
 * mean CPU time of this process in the round, in microseconds.
 * Usage: npm run bench:authentication [-- TIMES]
 */
import { crc32 } from 'node:zlib';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../dist/access/access.module.js';
import { ApiKeyVerifier } from '../dist/access/api-keys/api-key-verifier.service.js';
import { ApiKeysService } from '../dist/access/api-keys/api-keys.service.js';
import { credentialIn } from '../dist/access/credentials/credential.js';
import { OPERATOR } from '../dist/access/grants/grantor.js';
import { openDataSource } from '../dist/server/database/data-source.js';
import { migrate } from '../dist/server/database/migrate.js';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';

const TIMES = Number(process.argv[2] ?? 10_000);
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WRONG_SECRET = '0'.repeat(43);

/** A well-formed key with a correct checksum. */
function keyOf(id, secret) {
  const body = `bw_${id}_${secret}`;
  const sum = crc32(body);
  return body + [5, 4, 3, 2, 1, 0].map((at) => DIGITS[Math.floor(sum / 62 ** at) % 62]).join('');
}

const requestWith = (token) => ({
  url: '/',
  headersDistinct: { authorization: [`Bearer ${token}`] },
});

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Verifies the tokens in turn, `TIMES` each. Returns the figures for each token. */
async function measure(verifier, tokens) {
  const times = Object.fromEntries(Object.keys(tokens).map((name) => [name, []]));
  const before = process.cpuUsage();
  for (let i = 0; i < TIMES; i += 1) {
    for (const [name, token] of Object.entries(tokens)) {
      const start = process.hrtime.bigint();
      await verifier.verify(credentialIn(requestWith(token)));
      times[name].push(Number(process.hrtime.bigint() - start) / 1_000);
    }
  }
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / TIMES / Object.keys(tokens).length;
  return Object.entries(times).map(([name, all]) => ({ name, time: median(all), cpu }));
}

const cluster = await PostgresCluster.create();
try {
  const dataSource = await openDataSource({ databaseUrl: cluster.url, dataDir: '' });
  await migrate(dataSource);
  class Bench {}
  const app = await NestFactory.createApplicationContext(
    {
      module: Bench,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({}),
          dataSourceFactory: () => dataSource.initialize(),
        }),
        AccessModule.forRoot({ authFailureLimit: { requests: 1, seconds: 1 } }),
      ],
    },
    { logger: ['error'] },
  );
  const input = { ownerId: 'bench', role: 'member', name: 'Bench' };
  const { key, secret } = await app.get(ApiKeysService).create(OPERATOR, input);
  const rounds = [
    { 'known key': secret },
    { 'mistyped key': secret.slice(0, -1) + (secret.endsWith('a') ? 'b' : 'a') },
    {
      'unknown id': keyOf('0'.repeat(17), WRONG_SECRET),
      'wrong secret': keyOf(key.id, WRONG_SECRET),
    },
  ];
  const verifier = app.get(ApiKeyVerifier);
  for (const tokens of rounds) await measure(verifier, tokens);
  console.log(`${TIMES} verifications of each, in microseconds`);
  for (const tokens of rounds) {
    for (const { name, time, cpu } of await measure(verifier, tokens)) {
      const [shown, work] = [time, cpu].map((value) => value.toFixed(1).padStart(8));
      console.log(`${name.padEnd(14)} median ${shown}   CPU ${work}`);
    }
  }
  await app.close();
} finally {
  await cluster.remove();
}
