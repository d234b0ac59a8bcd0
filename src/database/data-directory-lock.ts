import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StartError } from '../config/start-error.js';

// Longer than another process can be between finding a lock abandoned and removing it.
const SETTLING_MS = 250;

interface Holder {
  pid: number;
  socketPath: string;
}

/** Keeps a second process out of the embedded database's folder: two of them would destroy it. */
export class DataDirectoryLock {
  private constructor(private readonly file: string) {}

  /**
   * Takes the folder, also over from a process that was killed.
   * @param socketPath where this process will answer: the proof of life across process namespaces
   * @throws StartError that names the process that has it
   */
  static async acquire(folder: string, socketPath: string): Promise<DataDirectoryLock> {
    const file = join(folder, 'server.json');
    const own = `${file}.${randomUUID()}`;
    const content = JSON.stringify({ pid: process.pid, socketPath } satisfies Holder);
    await writeFile(own, content);
    try {
      // A link, unlike a write, puts the whole content there at once, and only where nothing is.
      if (!(await linked(own, file))) await takeOver(folder, own, file);
    } finally {
      await rm(own);
    }
    return new DataDirectoryLock(file);
  }

  async release(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of several processes that find the same abandoned lock, each may remove it; the last one's stays. */
async function takeOver(folder: string, own: string, file: string): Promise<void> {
  await refuseWhileHeld(folder, file);
  await rm(file, { force: true });
  await linked(own, file);
  await setTimeout(SETTLING_MS);
  if (await isSame(own, file)) return;
  await refuseWhileHeld(folder, file);
  throw new StartError(`DATA_DIR: ${folder} was taken by another process just now.`);
}

async function isSame(own: string, file: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(own), stat(file).catch(() => undefined)]);
  return a.ino === b?.ino;
}

async function refuseWhileHeld(folder: string, file: string): Promise<void> {
  const holder = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Holder)
    .catch(() => undefined);
  if (!holder) return;
  const { pid, socketPath } = holder;
  if ((pid !== process.pid && isAlive(pid)) || (await answers(socketPath))) {
    throw new StartError(
      `DATA_DIR: ${folder} is in use by process ${pid}. Stop it, or if that is another program, remove ${file}.`,
    );
  }
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
