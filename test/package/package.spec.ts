import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';

const run = promisify(execFile);

const REPOSITORY = 'https://github.com/bellwether/bellwether/blob/main';

const PEERS = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/typeorm',
  'class-transformer',
  'class-validator',
  'pg',
  'reflect-metadata',
  'rxjs',
  'typeorm',
];

const HOST = `
import { Module, type ExecutionContext } from '@nestjs/common';
import { MessagingModule, PreferencesService, type Caller, type PreferenceChange } from 'bellwether';
import { createBellwetherClient, type Preference } from 'bellwether-client';

const caller = (context: ExecutionContext): Caller | undefined =>
  context.getType() === 'http' ? { ownerId: 'ada', permissions: ['messaging:update'] } : undefined;

@Module({
  imports: [
    MessagingModule.forRoot({
      caller,
      path: 'me',
      onChange: async (changes: PreferenceChange[]) => console.log(changes[0].after.version),
    }),
  ],
})
export class AppModule {}

export const store = (preferences: PreferencesService): Promise<{ id: string }> =>
  preferences.upsert({ ownerId: 'ada' }, { inAppEnabled: true, emailEnabled: true, pushEnabled: true });
`;

const CLIENT_HOST = `
const client = createBellwetherClient({ baseUrl: 'http://127.0.0.1:3000', credential: 'k' });

export const digestOf = async (): Promise<Preference['digest'] | undefined> =>
  (await client.GET('/v1/messaging/preferences')).data?.data[0]?.digest;
`;

const CLIENT_PEERS = ['openapi-fetch', 'openapi-typescript-helpers'];

describe('the package', () => {
  let host: string;
  let library: string;
  let client: string;

  const unpack = (file: string, folder: string) =>
    run('tar', ['xzf', resolve(file), '-C', folder, '--strip', '1']);

  /** A host's folder with the unpacked package and every peer except @nestjs/swagger. */
  beforeAll(async () => {
    await run('npm', ['run', '--silent', 'pack:library']);
    await run('npm', ['run', '--silent', 'pack:client']);
    host = await mkdtemp(join(tmpdir(), 'bellwether-package-'));
    library = join(host, 'node_modules', 'bellwether');
    await mkdir(library, { recursive: true });
    await unpack('library/bellwether.tgz', library);
    client = join(host, 'node_modules', 'bellwether-client');
    await mkdir(client);
    await unpack('client/bellwether-client.tgz', client);
    for (const name of [...PEERS, ...CLIENT_PEERS, 'uuid', 'typescript', '@types/node']) {
      const target = join(host, 'node_modules', name);
      await mkdir(join(target, '..'), { recursive: true });
      await symlink(resolve('node_modules', name), target);
    }
  });
  afterAll(() => rm(host, { recursive: true, force: true }));

  it('contains only the files that a host needs', async () => {
    const { stdout } = await run('tar', ['tzf', resolve('library/bellwether.tgz')]);
    const files = stdout.trim().split('\n');

    expect(files).toEqual(
      expect.arrayContaining(['CHANGELOG.md', 'LICENSE', 'README.md'].map((it) => `package/${it}`)),
    );
    const others = files.filter(
      (file) =>
        !/^package\/(dist\/((background|http|messaging|postgres)\/.*|index)(\.d\.ts|\.js)|docs\/\w+\.md)$/.test(
          file,
        ),
    );
    expect(others.sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist/http/openapi/load-swagger.cjs',
        'dist/http/openapi/load-swagger.d.cts',
        'dist/index.d.mts',
        'dist/index.mjs',
        'package.json',
      ].map((file) => `package/${file}`),
    );
  });

  it('has only links to files in the package, or to the repository, like the client', async () => {
    for (const folder of [library, client]) {
      const pages = (await readdir(folder, { recursive: true })).filter((it) => it.endsWith('.md'));
      expect(pages).toEqual(expect.arrayContaining(['README.md', join('docs', 'api.md')]));
      for (const page of pages) {
        const text = await readFile(join(folder, page), 'utf8');
        const links = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target = '']) => target);
        const broken = links.filter((target) =>
          target.startsWith(`${REPOSITORY}/`)
            ? !existsSync(target.slice(REPOSITORY.length + 1))
            : !/^https?:/.test(target) && !existsSync(join(folder, dirname(page), target)),
        );
        expect([page, broken]).toEqual([page, []]);
      }
    }
  });

  it('has the same version, licence and engines as the server, like the client', async () => {
    const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as object;
    const server = await read('package.json');
    const shared = pick(server, ['version', 'license', 'engines']);

    for (const folder of [library, client]) {
      expect(await read(join(folder, 'package.json'))).toMatchObject(shared);
    }
  });

  it.each([
    ['import', 'input-type=module', "import * as it from 'bellwether';"],
    ['require', 'input-type=commonjs', "const it = require('bellwether');"],
  ])('plain Node loads the package with %s, without @nestjs/swagger', async (_, flag, load) => {
    const script = `${load}
      console.log(Object.keys(it).sort().join(' '), it.messagingMigrations().length);`;
    const { stdout, stderr } = await run(process.execPath, [`--${flag}`, '-e', script], {
      cwd: host,
      env: { PATH: process.env.PATH },
    });

    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(
      'BatchPreferenceInput CHANNELS CategoriesService CategoryInput CategoryNotFoundError DIGESTS ' +
        'DecisionsForManyService DecisionsService DomainError ' +
        'InvalidInputError MESSAGING_CALLER MESSAGING_OPTIONS MessagingModule NotificationCategory NotificationPreference ' +
        'NotificationPreferenceVersion NotificationSettings OwnersNotFoundError OwnersService PERMISSIONS PreconditionFailedError ' +
        'PreferenceHistoryService PreferenceInput PreferenceNotFoundError PreferencesService ' +
        'ProblemFilter SettingsInput SettingsService UnknownCategoryError entityTagOf isMessagingRoute messagingEntities messagingMigrations messagingMigrationsSql 7',
    );
  });

  it('has the same classes for import and for require', async () => {
    const script = `
      import { createRequire } from 'node:module';
      import * as imported from 'bellwether';
      const required = createRequire(import.meta.url)('bellwether');
      console.log(Object.keys(required).every((name) => required[name] === imported[name]));`;
    await writeFile(join(host, 'both.mjs'), script);
    const { stdout } = await run(process.execPath, ['both.mjs'], { cwd: host });

    expect(stdout.trim()).toBe('true');
  });

  it.each([
    ['import', 'module', "import * as it from 'bellwether-client';"],
    ['require', 'commonjs', "const it = require('bellwether-client');"],
  ])(
    'plain Node loads the client with %s, without the peers of the module',
    async (_, type, load) => {
      const alone = await mkdtemp(join(tmpdir(), 'bellwether-client-'));
      await mkdir(join(alone, 'node_modules'));
      for (const name of CLIENT_PEERS) {
        await symlink(resolve('node_modules', name), join(alone, 'node_modules', name));
      }
      await cp(client, join(alone, 'node_modules', 'bellwether-client'), { recursive: true });
      const script = `${load} console.log(Object.keys(it).join());`;
      const { stdout } = await run(process.execPath, [`--input-type=${type}`, '-e', script], {
        cwd: alone,
        env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
      });
      await rm(alone, { recursive: true });

      expect(stdout.trim()).toBe('createBellwetherClient');
    },
  );

  it.each([
    ['an ES module', 'module', { module: 'nodenext' }],
    ['CommonJS', 'commonjs', { module: 'nodenext' }],
    [
      'older module resolution',
      'commonjs',
      { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
    ],
    ['a bundler', 'module', { module: 'esnext', moduleResolution: 'bundler' }],
  ])('the typings compile for %s without @nestjs/swagger', async (_, type, options) => {
    await writeFile(join(host, 'package.json'), JSON.stringify({ type }));
    await writeFile(join(host, 'host.ts'), HOST + CLIENT_HOST);

    expect(errorsOf(host, options)).toEqual([]);
  });
});

/** The compiler's errors in the host and in our typings. Errors in the typings of peers are ignored. */
function errorsOf(host: string, options: object): string[] {
  const compilerOptions = {
    ...options,
    target: 'es2023',
    strict: true,
    noEmit: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    types: ['node'],
  };
  const config = { compilerOptions, files: ['host.ts'] };
  const parsed = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    host,
    undefined,
    join(host, 'tsconfig.json'),
  );
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => /\/host\.ts$|\/node_modules\/bellwether(-client)?\//.test(fileName));
  const found = [
    ...parsed.errors,
    ...program.getOptionsDiagnostics(),
    ...ours.flatMap((file) => program.getSyntacticDiagnostics(file)),
    ...ours.flatMap((file) => program.getSemanticDiagnostics(file)),
  ];
  expect(ours.length).toBeGreaterThan(2);
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function pick(from: object, names: string[]): object {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
