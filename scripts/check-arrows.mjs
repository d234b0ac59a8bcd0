/**
 * Checks that scripts/arrows.mjs allows every import in src/ and refuses the wrong imports below, and that files do not
 * import each other in a cycle.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { cycleFrom, faultOf, importsOf, ROOMS, targetOf } from './arrows.mjs';

/** Imports that must be refused. Earlier code contained some of them. */
const REFUSED = [
  ['messaging/storage/transactions.service.ts', '../owners/kept-data.js'],
  ['messaging/storage/transactions.service.ts', '../messaging.options.js'],
  ['messaging/preferences/preferences.service.ts', '../messaging.options.js'],
  ['messaging/preferences/write-conditions.ts', '../decisions/decisions.service.js'],
  ['messaging/categories/category.input.ts', '../preferences/write-conditions.js'],
  ['messaging/decisions/decisions.service.ts', '../owners/owners.service.js'],
  ['messaging/callers/caller.ts', '../../server/config/config.js'],
  ['messaging/messaging.module.ts', '../access/access.module.js'],
  ['http/problems/problem.ts', '../../messaging/callers/caller.js'],
  ['http/problems/problem.ts', '../input/check-input.js'],
  ['postgres/tables.ts', '../http/problems/problem.js'],
  ['access/roles/roles.store.ts', '../api-keys/api-key.js'],
  ['access/grants/grantor.ts', '../roles/roles.service.js'],
  ['access/cache/ttl-cache.ts', '../grants/access-transactions.service.js'],
  ['access/limits/rate-limits.service.ts', '../api-keys/api-key.js'],
  ['access/access.module.ts', '../messaging/messaging.module.js'],
  ['access/access.module.ts', '../server/database/data-source.js'],
  ['server/database/migrate.ts', '../http-edge/drain.js'],
  ['server/http-edge/drain.ts', '../../app.module.js'],
  ['server/health.controller.ts', '../create-server.js'],
  ['client/index.ts', '../messaging/channels/digest.js'],
  ['index.ts', './server/http-edge/drain.js'],
  ['index.ts', './messaging/storage/transactions.service.js'],
  ['main.ts', './app.module.js'],
  ['create-server.ts', './client/index.js'],
  ['serve.ts', './client/index.js'],
  ['cli/program.ts', '../client/index.js'],
];
const ALLOWED = [
  ['http/problems/to-problem.ts', '../../postgres/errors.js'],
  ['messaging/callers/caller.ts', '../../http/input/rules.js'],
  ['messaging/decisions/decisions.service.ts', '../preferences/write-conditions.js'],
  ['access/api-keys/api-keys.service.ts', '../roles/roles.store.js'],
  ['access/access.module.ts', './options/access.options.js'],
  ['create-server.ts', './app.module.js'],
  ['main.ts', './serve.js'],
];

for (const arrow of REFUSED) assert.ok(faultOf(...arrow), `${arrow.join(' -> ')} is allowed`);
for (const arrow of ALLOWED) assert.equal(faultOf(...arrow), undefined);
for (const [file, specifier] of [...REFUSED, ...ALLOWED]) {
  for (const path of [file, targetOf(file, specifier)]) {
    assert.ok(existsSync(`src/${path}`), `scripts/check-arrows.mjs: src/${path} does not exist`);
  }
}
assert.ok(faultOf('misc/anything.ts', 'node:fs'), 'a folder that is not in the list is allowed');
const cyclic = new Map(Object.entries({ a: ['b'], b: ['c', 'd'], d: ['b'] }));
assert.deepEqual(cycleFrom('a', cyclic), ['b', 'd', 'b']);

const before = new Set();
for (const [room, imported] of ROOMS) {
  for (const other of imported) assert.ok(before.has(other), `${room} must come after ${other}`);
  before.add(room);
}

const files = readdirSync('src', { recursive: true }).filter((file) =>
  /(?<!\.spec)\.ts$/.test(file),
);
const imports = new Map(files.map((file) => [file, importsOf(`src/${file}`)]));
const faults = files.flatMap((file) =>
  imports.get(file).flatMap((specifier) => faultOf(file, specifier) ?? []),
);
assert.deepEqual(faults, []);

const targets = (file, specifiers) => specifiers.map((specifier) => targetOf(file, specifier));
const graph = new Map([...imports].map(([file, all]) => [file, targets(file, all)]));
const done = new Set();
const cycle = files.map((file) => cycleFrom(file, graph, done)).find(Boolean);
assert.equal(cycle?.join(' -> '), undefined);
console.log(
  `${files.length} files import only from folders that their own folder may import, and there is no cycle.`,
);
