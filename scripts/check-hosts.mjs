/**
 * Makes new Nest projects with Nest's own command line, adds the packed library, and runs a unit test and a build in
 * each without further configuration. Then it bundles the library. Run `npm run pack:library` and `pack:client` first.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const TARBALL = resolve('library/bellwether.tgz');

/** What a host needs besides Nest (docs/embedding.md). */
const PEERS = {
  '@nestjs/typeorm': '*',
  'class-transformer': '^0.5.1',
  'class-validator': '^0.15.1',
  pg: '^8.23.1',
  typeorm: '^1.1.1',
  bellwether: `file:${TARBALL}`,
};

const SPEC = `
import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Caller, InvalidInputError, MessagingModule, PreferencesService } from 'bellwether';

@Injectable()
class Subscriptions {
  constructor(private readonly preferences: PreferencesService) {}

  subscribe(ownerId: string) {
    const values = { inAppEnabled: true, emailEnabled: true, pushEnabled: false };
    return this.preferences.upsert({ ownerId }, { category: 'news', ...values });
  }
}

describe('Subscriptions', () => {
  it('stores a preference', async () => {
    const upsert = (_owner: object, input: object) => Promise.resolve(input);
    const moduleRef = await Test.createTestingModule({
      providers: [Subscriptions, { provide: PreferencesService, useValue: { upsert } }],
    }).compile();
    const caller: Caller = { ownerId: 'ada', permissions: ['messaging:update'] };

    expect(await moduleRef.get(Subscriptions).subscribe('ada')).toMatchObject({ category: 'news' });
    expect(MessagingModule.forRoot({ caller: () => caller }).module).toBe(MessagingModule);
    expect(new InvalidInputError([])).toBeInstanceOf(Error);
  });
});
`;

const ENTRY = `
import { MessagingModule } from 'bellwether';
console.log(MessagingModule.forRoot({ caller: () => undefined }).controllers.length);
`;

/** The peers stay outside of a bundle, as Nest recommends. */
const EXTERNAL = /^(@nestjs|typeorm|pg|rxjs|reflect-metadata|class-(validator|transformer))($|\/)/;

const WEBPACK = `
const webpack = require('webpack');
const options = {
  mode: 'production',
  target: 'node',
  entry: './entry.mjs',
  output: { path: process.cwd(), filename: 'webpack.cjs' },
  externals: ({ request }, done) => done(null, ${EXTERNAL}.test(request) && 'commonjs ' + request),
};
webpack(options, (error, stats) => {
  if (!error && !stats.hasErrors()) return;
  console.error(error ?? stats.toString());
  process.exitCode = 1;
});
`;

const HOSTS = [
  { nest: 11, jest: 30, manager: 'npm' },
  { nest: 11, jest: 29, manager: 'npm' },
  { nest: 11, jest: 30, manager: 'pnpm' },
  { nest: 11, jest: 29, manager: 'pnpm' },
  { nest: 12, manager: 'npm' },
];

const PNPM = 'pnpm@10';

function run(folder, command, ...args) {
  try {
    return execFileSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: 'pipe',
    });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}:\n${error.stdout}\n${error.stderr}`, {
      cause: error,
    });
  }
}

/** Makes a new project, and removes only its tools for style, which take the longest to install. */
async function newHost(scratch, { nest, jest, manager }) {
  const name = `nest${nest}-${jest ? `jest${jest}` : 'vitest'}-${manager}`;
  const options = ['--skip-install', '--skip-git', '--package-manager', manager];
  run(scratch, 'npx', '--yes', `@nestjs/cli@${nest}`, 'new', name, ...options);
  const folder = join(scratch, name);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const tools = Object.entries(manifest.devDependencies).filter(
    ([tool]) => !/eslint|prettier|oxlint|mau|coverage|globals/.test(tool),
  );
  manifest.devDependencies = Object.fromEntries(tools);
  if (jest)
    Object.assign(manifest.devDependencies, {
      jest: `^${jest}.0.0`,
      '@types/jest': `^${jest}.0.0`,
    });
  Object.assign(manifest.dependencies, PEERS, { '@nestjs/typeorm': `^${nest}.0.0` });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  await writeFile(join(folder, 'src/subscriptions.spec.ts'), SPEC);
  if (manager === 'npm') run(folder, 'npm', 'install', '--no-audit', '--no-fund', '--silent');
  else run(folder, 'npx', '--yes', PNPM, 'install', '--silent');
  return { name, folder };
}

async function checkHost(scratch, host) {
  const { name, folder } = await newHost(scratch, host);
  const manager = host.manager === 'npm' ? ['npm'] : ['npx', '--yes', PNPM];
  run(folder, ...manager, 'run', 'test');
  run(folder, ...manager, 'run', 'build');
  console.log(`${name}: the unit test and the build pass on Node ${process.version}.`);
  return folder;
}

/** Bundles the library, and compiles for `node16`, in a host that has everything installed. */
async function checkTools(folder) {
  const node16 = ['--module', 'node16', '--moduleResolution', 'node16', '--noEmit'];
  run(folder, 'npx', 'tsc', '-p', 'tsconfig.json', ...node16);
  await writeFile(join(folder, 'entry.mjs'), ENTRY);
  const external = ['@nestjs/*', 'typeorm', 'pg', 'rxjs', 'class-validator', 'class-transformer'];
  run(
    folder,
    ...['npx', '--yes', 'esbuild@0', 'entry.mjs', '--bundle', '--format=cjs', '--platform=node'],
    ...['--outfile=esbuild.cjs', ...external.map((name) => `--external:${name}`)],
  );
  await writeFile(join(folder, 'webpack-run.cjs'), WEBPACK);
  run(folder, 'node', 'webpack-run.cjs');
  const expected = run(folder, 'node', 'entry.mjs');
  for (const bundle of ['esbuild.cjs', 'webpack.cjs']) {
    assert.equal(run(folder, 'node', bundle), expected, bundle);
  }
  console.log('tsc with node16, esbuild and webpack: the library compiles, is bundled and runs.');
}

/** Checks the exports and the typings of both packages. */
function checkPackages() {
  for (const [folder, file] of [
    ['library', 'bellwether.tgz'],
    ['client', 'bellwether-client.tgz'],
  ]) {
    run('.', 'npx', '--yes', 'publint@0.3', folder, '--strict');
    run('.', 'npx', '--yes', '@arethetypeswrong/cli@0.18', `${folder}/${file}`);
    console.log(`${file}: publint and attw find no fault.`);
  }
}

const scratch = await mkdtemp(join(tmpdir(), 'bellwether-hosts-'));
try {
  checkPackages();
  const folders = [];
  for (const host of HOSTS) folders.push(await checkHost(scratch, host));
  await checkTools(folders[0]);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
