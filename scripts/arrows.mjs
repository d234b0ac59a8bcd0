import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const HTTP = ['http/requests', 'http/openapi', 'http/problems', 'http/input', 'http/lists'];
const BASE = ['postgres', ...HTTP];
const DOMAIN = ['messaging/channels', 'messaging/storage', 'messaging/callers'];
const ACCESS_BASE = ['access/options', 'access/entities', 'access/credentials', 'access/http'];

/**
 * Each folder of src/ with the other folders that its files may import (docs/architecture.md). A folder names only
 * folders that come before it, so there can be no cycle between folders.
 */
export const ROOMS = new Map([
  ['postgres', []],
  ['background', []],
  ['http/requests', ['postgres']],
  ['http/openapi', ['http/requests']],
  ['http/problems', ['postgres', 'http/requests', 'http/openapi']],
  ['http/input', ['postgres', 'http/openapi', 'http/problems']],
  ['http/lists', ['http/requests', 'http/openapi', 'http/problems', 'http/input']],
  ['messaging/channels', HTTP],
  ['messaging/storage', BASE],
  ['messaging/callers', [...BASE, 'messaging/storage']],
  ['messaging/categories', [...BASE, ...DOMAIN]],
  ['messaging/preferences', [...BASE, 'background', ...DOMAIN, 'messaging/categories']],
  [
    'messaging/decisions',
    [...BASE, 'background', ...DOMAIN, 'messaging/categories', 'messaging/preferences'],
  ],
  ['messaging/settings', [...BASE, ...DOMAIN, 'messaging/preferences']],
  [
    'messaging/owners',
    [...BASE, ...DOMAIN, 'messaging/categories', 'messaging/preferences', 'messaging/settings'],
  ],
  ['messaging/migrations', ['postgres']],
  [
    'messaging',
    [
      ...BASE,
      'background',
      ...DOMAIN,
      'messaging/categories',
      'messaging/preferences',
      'messaging/decisions',
      'messaging/settings',
      'messaging/owners',
    ],
  ],
  ['client', []],
  ['access/options', []],
  ['access/entities', ['messaging/callers']],
  ['access/credentials', ['http/requests']],
  ['access/http', [...HTTP, 'messaging/callers']],
  ['access/cache', ['postgres', 'access/options', 'background']],
  ['access/grants', [...BASE, 'messaging/callers', ...ACCESS_BASE, 'access/cache']],
  ['access/events', [...BASE, 'messaging/callers', ...ACCESS_BASE, 'access/grants']],
  ['access/roles', [...BASE, 'messaging/callers', ...ACCESS_BASE, 'access/cache', 'access/grants']],
  [
    'access/api-keys',
    [
      ...BASE,
      'background',
      'messaging/callers',
      ...ACCESS_BASE,
      'access/cache',
      'access/grants',
      'access/roles',
    ],
  ],
  [
    'access/tokens',
    [...BASE, 'messaging/callers', ...ACCESS_BASE, 'access/grants', 'access/roles'],
  ],
  ['access/limits', [...BASE, 'background', 'messaging/callers', ...ACCESS_BASE]],
  ['access/migrations', ['postgres']],
  [
    'access',
    [
      'background',
      ...BASE,
      'messaging/callers',
      'messaging/preferences',
      ...ACCESS_BASE,
      'access/cache',
      'access/grants',
      'access/events',
      'access/roles',
      'access/api-keys',
      'access/tokens',
      'access/limits',
    ],
  ],
  ['server/config', ['postgres', 'messaging/storage', 'messaging/owners', 'access/options']],
  [
    'server/database',
    [
      'postgres',
      'server/config',
      'messaging',
      'messaging/migrations',
      'access/entities',
      'access/migrations',
    ],
  ],
  ['server/log', ['server/config']],
  ['server/openapi', [...HTTP, 'messaging/callers', 'server/config']],
  ['server/http-edge', [...BASE, 'background', 'server/config', 'server/log', 'server/openapi']],
  [
    'server',
    [
      ...BASE,
      'messaging/callers',
      'messaging/channels',
      'server/config',
      'server/openapi',
      'server/http-edge',
    ],
  ],
]);

/** The files at the root of src/ and the command line. They put the other folders together. */
const COMPOSITIONS = new Map([
  [
    'index',
    [
      'http/problems',
      'http/input',
      'http/lists',
      'messaging/channels',
      'messaging/callers',
      'messaging/categories',
      'messaging/preferences',
      'messaging/decisions',
      'messaging/settings',
      'messaging/owners',
      'messaging/migrations',
      'messaging',
    ],
  ],
  [
    'app.module',
    [
      'background',
      'http/problems',
      'messaging',
      'access',
      'server/config',
      'server/http-edge',
      'server',
    ],
  ],
  [
    'create-server',
    [
      'http/problems',
      'server/config',
      'server/database',
      'server/log',
      'server/openapi',
      'server/http-edge',
      'app.module',
    ],
  ],
  [
    'serve',
    [
      'access',
      'server/config',
      'server/log',
      'server/openapi',
      'server/http-edge',
      'server',
      'create-server',
    ],
  ],
  ['main', ['server/config', 'serve']],
  [
    'cli',
    [
      'http/problems',
      'http/input',
      'http/lists',
      'messaging/callers',
      'access/entities',
      'access/grants',
      'access/roles',
      'access/api-keys',
      'access',
      'server/config',
      'server/database',
      'server/openapi',
      'app.module',
      'serve',
    ],
  ],
]);

/** The folder of a file in src/. For a file at the root of src/, the name of the file. */
export function roomOf(file) {
  const folder = dirname(file);
  return folder === '.' ? file.replace(/\.ts$/, '') : folder;
}

/** The file that a relative import names. Paths are below src/. */
export function targetOf(file, specifier) {
  return normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts');
}

/** The reason why a file must not import a module, or undefined if it may. Paths are relative to src/. */
export function faultOf(file, specifier) {
  const from = roomOf(file);
  const allowed = ROOMS.get(from) ?? COMPOSITIONS.get(from);
  if (!allowed) return `${file}: the folder ${from} is not in scripts/arrows.mjs.`;
  if (!specifier.startsWith('.')) return undefined;
  const to = roomOf(targetOf(file, specifier));
  return to === from || allowed.includes(to)
    ? undefined
    : `${file}: ${from} must not import ${to}.`;
}

/** The first cycle that begins at a file, as the files in it, or undefined. `graph` has the imports of each file. */
export function cycleFrom(file, graph, done = new Set(), path = []) {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (done.has(file)) return undefined;
  for (const imported of graph.get(file) ?? []) {
    const cycle = cycleFrom(imported, graph, done, [...path, file]);
    if (cycle) return cycle;
  }
  done.add(file);
  return undefined;
}

/** The modules that a file imports, including imports of types. */
export function importsOf(path) {
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}
