import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { StartError } from '../config/start-error.js';

/**
 * Identifies this process. A process id is not enough, because a process in another container can have the same one.
 */
const THIS_PROCESS = randomUUID();

interface Holder {
  pid: number;
  process: string;
  socketPath: string;
}

/**
 * Prevents a second process from using the embedded database's folder, because two processes would corrupt it. A lock
 * is a file with a number. A process that finds an abandoned lock takes the next number. Only one process can take a
 * number.
 */
export class DataDirectoryLock {
  private constructor(private readonly file: string) {}

  /**
   * Locks the folder. It replaces the lock of a process that was killed.
   * @param socketPath the socket on which this process will answer; a process in another container checks it
   * @throws StartError that names the process that has the lock
   */
  static async acquire(folder: string, socketPath: string): Promise<DataDirectoryLock> {
    const content: Holder = { pid: process.pid, process: THIS_PROCESS, socketPath };
    const own = join(folder, `${randomUUID()}.tmp`);
    await writeFile(own, JSON.stringify(content));
    try {
      const abandoned = await abandonedLocks(folder);
      const number = Math.max(0, ...abandoned) + 1;
      await takeNumber(folder, number, own);
      await removeOthers(folder, number);
      return new DataDirectoryLock(fileOf(folder, number));
    } finally {
      await rm(own);
    }
  }

  async release(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

function fileOf(folder: string, number: number): string {
  return join(folder, `server.${number}.json`);
}

/**
 * The numbers of the abandoned locks in the folder, without `own`.
 * @throws StartError when a running process has one of the locks
 */
async function abandonedLocks(folder: string, own?: number): Promise<number[]> {
  const names = await readdir(folder);
  const numbers = names
    .map((name) => Number(/^server\.(\d+)\.json$/.exec(name)?.[1]))
    .filter((number) => !Number.isNaN(number) && number !== own);
  await Promise.all(numbers.map((number) => refuseWhileHeld(folder, fileOf(folder, number))));
  return numbers;
}

async function takeNumber(folder: string, number: number, own: string): Promise<void> {
  try {
    // Unlike a write, a link creates the file with its whole content at once, and fails if the file exists.
    await link(own, fileOf(folder, number));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new StartError(`DATA_DIR: another process has just locked ${folder}.`);
  }
}

/**
 * Removes the abandoned locks. It checks them again, because another process may have locked the folder since the first
 * check. If one did, this process removes its own lock.
 */
async function removeOthers(folder: string, number: number): Promise<void> {
  try {
    const abandoned = await abandonedLocks(folder, number);
    await Promise.all(abandoned.map((other) => rm(fileOf(folder, other), { force: true })));
  } catch (error) {
    await rm(fileOf(folder, number), { force: true });
    throw error;
  }
}

async function refuseWhileHeld(folder: string, file: string): Promise<void> {
  const holder = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Holder)
    .catch(() => undefined);
  if (holder && (isRunning(holder) || (await answers(holder.socketPath)))) {
    throw new StartError(
      `DATA_DIR: ${folder} is in use by process ${holder.pid}. ` +
        `Stop that process. If it is another program, remove ${file}.`,
    );
  }
}

function isRunning({ pid, process: id }: Holder): boolean {
  return pid === process.pid ? id === THIS_PROCESS : isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });
}
