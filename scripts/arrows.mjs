import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const HTTP = ['http/requests', 'http/openapi', 'http/problems', 'http/input', 'http/lists'];
const BASE = ['postgres', ...HTTP];
const DOMAIN = ['messaging/channels', 'messaging/storage', 'messaging/callers'];
const ACCESS_BASE = ['access/options', 'access/entities', 'access/credentials', 'access/http'];

/**
 * Every folder of src/ with the folders that its files may import, themselves apart (docs/architecture.md). A folder
 * names only folders that come before it, so there can be no cycle between folders.
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
  ['messaging/owners', [...BASE, ...DOMAIN, 'messaging/categories', 'messaging/preferences']],
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
      'messaging/owners',
    ],
  ],
  ['client', []],
  ['access/options', []],
  ['access/entities', ['messaging/callers']],
  ['access/credentials', ['http/requests']],
  ['access/http', [...HTTP, 'messaging/callers']],
  ['access/cache', ['access/options', 'background']],
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
  ['server/config', ['messaging/owners', 'access/options']],
  [
    'server/database',
    ['server/config', 'messaging', 'messaging/migrations', 'access/entities', 'access/migrations'],
  ],
  ['server/log', ['server/config']],
  ['server/openapi', [...HTTP, 'messaging/callers']],
  ['server/http-edge', [...BASE, 'background', 'server/config', 'server/log', 'server/openapi']],
  [
    'server',
    [...BASE, 'messaging/callers', 'messaging/channels', 'server/config', 'server/openapi'],
  ],
]);

/** The files at the root of src/, which compose everything else, and the command line. */
const COMPOSITIONS = new Map([
  ['index', [...HTTP, ...[...ROOMS.keys()].filter((room) => room.startsWith('messaging'))]],
  ['app.module', [...ROOMS.keys()].filter((room) => room !== 'client')],
  ['create-server', [...ROOMS.keys(), 'app.module']],
  ['serve', [...ROOMS.keys(), 'create-server']],
  ['main', ['server/config', 'serve']],
  ['cli', [...ROOMS.keys(), 'app.module', 'serve']],
]);

/** The folder of a file below src/, or the name of a file at its root. */
export function roomOf(file) {
  const folder = dirname(file);
  return folder === '.' ? file.replace(/\.ts$/, '') : folder;
}

/** Why a file must not import a module, or undefined where it may. Paths are below src/. */
export function faultOf(file, specifier) {
  const from = roomOf(file);
  const allowed = ROOMS.get(from) ?? COMPOSITIONS.get(from);
  if (!allowed) return `${file}: the folder ${from} is not in scripts/arrows.mjs.`;
  if (!specifier.startsWith('.')) return undefined;
  const to = roomOf(normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts'));
  return to === from || allowed.includes(to)
    ? undefined
    : `${file}: ${from} must not import ${to}.`;
}

/** What a file imports, types included. */
export function importsOf(path) {
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}
