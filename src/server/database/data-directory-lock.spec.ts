import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectoryLock } from './data-directory-lock.js';

describe('the lock of a data folder', () => {
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

  it('can be acquired again after its release', async () => {
    await (await acquire()).release();
    await acquire();

    expect(await holders()).toMatchObject([{ pid: process.pid, socketPath }]);
  });

  it('a second acquisition in the same process fails', async () => {
    await acquire();

    await expect(acquire()).rejects.toThrow(`in use by process ${process.pid}`);
  });

  it('an acquisition fails while the process that holds the lock is alive', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)']);
    await leaveBehind(other.pid ?? 0);

    await expect(acquire()).rejects.toThrow(`in use by process ${other.pid}`);
    other.kill();
  });

  it('an acquisition fails while the socket answers, whatever the process id is', async () => {
    await leaveBehind(process.pid);
    const server: Server = createServer().listen(socketPath);
    await new Promise((resolve) => server.once('listening', resolve));

    await expect(acquire()).rejects.toThrow('in use');
    server.close();
  });

  it('one of several concurrent acquisitions of an abandoned lock succeeds', async () => {
    await leaveBehind(2 ** 22 + 1);
    const takers = Array.from({ length: 5 }, () => acquire());
    const outcomes = await Promise.allSettled(takers);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await holders()).toMatchObject([{ pid: process.pid }]);
  });

  it.each([
    ['a process that has ended', () => leaveBehind(2 ** 22 + 1)],
    ['an ended process that had the same id', () => leaveBehind(process.pid)],
    ['a process that was killed while it wrote the lock', () => writeFile(file, '{"pid":')],
  ])('takes over the lock of %s', async (_, leave) => {
    await leave();
    await acquire();

    expect(await holders()).toMatchObject([{ pid: process.pid }]);
  });
});
