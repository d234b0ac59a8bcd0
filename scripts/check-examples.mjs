/**
 * Builds and runs each example host with the packed library, on a new PostgreSQL, in a copy without node_modules. The
 * steps are those of examples/README.md. Run `npm run pack:library` first.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';

const START_TIMEOUT_MS = 60_000;
const JWT_SECRET = 'only-for-this-check-0123456789abcdef';
const BILLING = {
  category: 'billing',
  in_app_enabled: true,
  email_enabled: false,
  push_enabled: true,
};

/** Starts the host for Nest 11 on Express, which is the default of Nest. */
const ON_EXPRESS = `
  const { NestFactory } = require('@nestjs/core');
  const { AppModule } = require('./dist/app.module');
  NestFactory.create(AppModule).then(async (app) => {
    app.setGlobalPrefix('api');
    await app.listen(Number(process.env.PORT), '127.0.0.1');
    console.log('Listening on ' + (await app.getUrl()));
  });`;

/** An example that is installed with the tarball of the library, built and started. */
class Example {
  constructor(name, folder, env) {
    this.name = name;
    this.folder = folder;
    this.env = { ...process.env, NODE_OPTIONS: '', PORT: '0', ...env };
  }

  static async start(name, scratch, env) {
    const folder = join(scratch, 'examples', name);
    await cp(`examples/${name}`, folder, {
      recursive: true,
      filter: (path) => !['node_modules', 'dist'].includes(basename(path)),
    });
    const example = new Example(name, folder, env);
    example.npm('install', '--no-package-lock', '--no-audit', '--no-fund');
    example.npm('run', 'build');
    await example.listen();
    return example;
  }

  npm(...args) {
    return execFileSync('npm', ['--silent', ...args], {
      cwd: this.folder,
      env: this.env,
      encoding: 'utf8',
    });
  }

  async listen(file = 'dist/main.js') {
    this.process = spawn(process.execPath, [file], { cwd: this.folder, env: this.env });
    this.output = '';
    const listening = new Promise((resolve) => {
      for (const stream of [this.process.stdout, this.process.stderr]) {
        stream.on('data', (chunk) => {
          this.output += chunk;
          this.url = /^Listening on (\S+)$/m.exec(this.output)?.[1];
          if (this.url) resolve();
        });
      }
    });
    const timeout = setTimeout(() => this.process.kill(), START_TIMEOUT_MS);
    await Promise.race([listening, once(this.process, 'close')]);
    clearTimeout(timeout);
    assert.ok(this.url, `${this.name} did not start:\n${this.output}`);
  }

  async request(method, path, headers = {}, body = undefined) {
    const answer = await fetch(this.url + path, {
      method,
      headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  }

  async stop() {
    this.process.kill();
    await once(this.process, 'close');
  }
}

/** Checks that a signed-in user can store a valid preference, and that a request without a user gets 401. */
async function storesPreferences(example, path, headers) {
  const stored = await example.request('PUT', path, headers, BILLING);
  assert.equal(stored.status, 200);
  assert.deepEqual(stored.body, { ...stored.body, ...BILLING, digest: 'instant' });
  assert.equal(Object.keys(stored.body).length, 9);

  const coerced = { ...BILLING, email_enabled: 'false' };
  const wrong = await example.request('PUT', path, headers, coerced);
  assert.equal(wrong.status, 400);
  assert.equal(wrong.body.errors[0].pointer, '#/email_enabled');

  const nobody = await example.request('PUT', path, {}, BILLING);
  assert.equal(nobody.status, 401);
  assert.equal(nobody.headers.get('content-type'), 'application/problem+json; charset=utf-8');
}

async function checkNest12(example, database) {
  const path = '/v1/messaging/preferences';
  const headers = { Authorization: `Bearer ${example.npm('run', 'token', 'ada').trim()}` };
  await storesPreferences(example, path, headers);
  assert.equal((await example.request('PUT', path, { Authorization: 'Bearer x' })).status, 401);

  const project = { name: 'apollo', ownerId: 'ada' };
  assert.equal((await example.request('POST', '/projects', {}, project)).status, 201);
  const taken = await example.request('POST', '/projects', {}, { ...project, ownerId: 'ben' });
  assert.deepEqual(taken.body, {
    statusCode: 409,
    error: 'Conflict',
    message: 'The name is taken.',
  });
  await onlyAdaHas('project.apollo', database);

  const { body: document } = await example.request('GET', '/docs-json');
  const [theirs, ours] = [false, true].map((isOurs) =>
    Object.keys(document.paths).filter((it) => it.startsWith('/v1/messaging/') === isOurs),
  );
  assert.deepEqual(theirs, ['/projects']);
  assert.ok(ours.includes(path));
}

async function checkNest11(example, database) {
  const path = '/api/notifications/preferences';
  const headers = { 'X-Authenticated-User': 'ada' };
  await storesPreferences(example, path, headers);

  const order = { number: 'a1', buyer: 'ada' };
  assert.equal((await example.request('POST', '/api/orders', {}, order)).status, 201);
  const taken = await example.request('POST', '/api/orders', {}, { ...order, buyer: 'ben' });
  assert.deepEqual(taken.body, {
    message: 'There is already an order with this number.',
    error: 'Conflict',
    statusCode: 409,
  });
  await onlyAdaHas('order.a1', database);

  await example.stop();
  example.npm('install', '--no-save', '--no-audit', '--no-fund', '@nestjs/platform-express@^11');
  await writeFile(join(example.folder, 'on-express.js'), ON_EXPRESS);
  await example.listen('on-express.js');
  await storesPreferences(example, path, headers);
  assert.doesNotMatch(example.output, /WARN|ERROR/);
}

/** Checks that the preference of the failed request was rolled back together with the host's row. */
async function onlyAdaHas(category, database) {
  const { rows } = await database.query(
    'SELECT owner_id FROM notification_preference WHERE category = $1',
    [category],
  );
  assert.deepEqual(rows, [{ owner_id: 'ada' }]);
}

const EXAMPLES = [
  ['nest12-express-esm', checkNest12],
  ['nest11-fastify-cjs', checkNest11],
];

const cluster = await PostgresCluster.create();
const scratch = await mkdtemp(join(tmpdir(), 'bellwether-examples-'));
await cp('library/bellwether.tgz', join(scratch, 'library/bellwether.tgz'));
try {
  for (const [name, check] of EXAMPLES) {
    const url = await cluster.createDatabase(name);
    const database = new pg.Client(url);
    await database.connect();
    const example = await Example.start(name, scratch, { DATABASE_URL: url, JWT_SECRET });
    try {
      await check(example, database);
    } finally {
      await example.stop();
      await database.end();
    }
    console.log(`${name}: installed, built, started and checked on Node ${process.version}.`);
  }
} finally {
  await cluster.remove();
  await rm(scratch, { recursive: true, force: true });
}
