import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { runBellwether } from '../support/run-bellwether.js';

const ADMIN = ['key', 'create', '--owner', 'ops', '--role', 'admin', '--name', 'First admin'];

describe('the command line', () => {
  const bellwether = (...args: string[]) =>
    runBellwether(args, { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });

  it.each([
    ['', 'serve'],
    ['serve', 'server'],
    ['migrate', '--sql'],
    ['openapi', 'OpenAPI'],
    ['key', 'rotate'],
    ['key create', "--role admin --name 'First admin'"],
    ['key list', '--tenant'],
    ['key rotate', '--overlap'],
    ['key revoke', '--json'],
    ['role', 'delete'],
    ['role list', '--json'],
    ['role show', '--json'],
    ['role set', 'owners:erase'],
    ['role delete', '--json'],
  ])('--help explains the command "%s"', async (command, word) => {
    const args = command === '' ? [] : command.split(' ');
    const { code, stdout } = await bellwether(...args, '--help');

    expect(code).toBe(0);
    expect(stdout).toContain(word);
  });

  it.each([
    [[]],
    [['king']],
    [['key']],
    [['key', 'king']],
    [['key', 'create', '--role', 'admin', '--name', 'A']],
    [[...ADMIN, '--king']],
    [[...ADMIN, '--expires', 'tomorrow']],
    [['key', 'revoke']],
    [['key', 'rotate', 'a']],
    [['key', 'rotate', 'a', '--overlap', 'long']],
    [['role', 'set', 'a']],
    [['role', 'set', 'a', '--permission', 'everything']],
    [['serve', 'twice']],
    [['migrate', '--sql', '--json']],
  ])('exits with 2 on the wrong usage %j', async (args) => {
    const { code, stdout, stderr } = await bellwether(...args);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  it('prints one line when it cannot connect to the database', async () => {
    const { code, stderr } = await bellwether('key', 'list');

    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATABASE_URL: cannot connect[^\n]*\n$/);
  });

  it('prints the committed OpenAPI document without a database', async () => {
    const { code, stdout } = await bellwether('openapi');

    expect(code).toBe(0);
    expect(stdout).toBe(await readFile('openapi.json', 'utf8'));
  });

  it('ends quietly when the reader of its output has ended', async () => {
    const pipe = 'set -o pipefail; "$0" dist/cli/bellwether.js openapi | head -1';
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', pipe, process.execPath]);

    expect([stdout, stderr]).toEqual(['{\n', '']);
  });

  it('the build makes the command executable', async () => {
    const { mode } = await stat('dist/cli/bellwether.js');

    expect(mode & 0o111).toBe(0o111);
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

    expect((await bellwether('--version')).stdout).toBe(`${version}\n`);
  });
});
