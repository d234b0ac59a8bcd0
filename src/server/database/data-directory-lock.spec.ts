import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectoryLock } from './data-directory-lock.js';

describe('DataDirectoryLock', () => {
  let folder: string;
  let socketPath: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
    socketPath = join(folder, 'socket');
    file = join(folder, 'server.1.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const acquire = () => DataDirectoryLock.acquire(folder, socketPath);
  const holders = async () => {
    const names = (await readdir(folder)).filter((name) => name.startsWith('server.'));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    return texts.map((text) => JSON.parse(text) as object);
  };
  const leaveBehind = (pid: number) => writeFile(file, JSON.stringify({ pid, socketPath }));

  it('can be acquired again after it was released', async () => {
    await (await acquire()).release();
    await acquire();

    expect(await holders()).toMatchObject([{ pid: process.pid, socketPath }]);
  });

  it('cannot be acquired twice in the same process', async () => {
    await acquire();

    await expect(acquire()).rejects.toThrow(`in use by process ${process.pid}`);
  });

  it('cannot be acquired while another process has it', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)']);
    await leaveBehind(other.pid ?? 0);

    await expect(acquire()).rejects.toThrow(`in use by process ${other.pid}`);
    other.kill();
  });

  it('cannot be acquired while its socket answers, even with the process id of the caller', async () => {
    await leaveBehind(process.pid);
    const server: Server = createServer().listen(socketPath);
    await new Promise((resolve) => server.once('listening', resolve));

    await expect(acquire()).rejects.toThrow('in use');
    server.close();
  });

  it('is acquired by one of several callers that find it abandoned', async () => {
    await leaveBehind(2 ** 22 + 1);
    const attempts = Array.from({ length: 5 }, () => acquire());
    const outcomes = await Promise.allSettled(attempts);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await holders()).toMatchObject([{ pid: process.pid }]);
  });

  it.each([
    ['a process that has ended', () => leaveBehind(2 ** 22 + 1)],
    ['an earlier process with the id of this one', () => leaveBehind(process.pid)],
    ['a process that was killed while it wrote the file', () => writeFile(file, '{"pid":')],
  ])('replaces the lock of %s', async (_, leave) => {
    await leave();
    await acquire();

    expect(await holders()).toMatchObject([{ pid: process.pid }]);
  });
});
