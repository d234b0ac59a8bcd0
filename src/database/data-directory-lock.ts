import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { StartError } from '../config/start-error.js';

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
    const holder = JSON.stringify({ pid: process.pid, socketPath } satisfies Holder);
    const create = () => writeFile(file, holder, { flag: 'wx' });
    try {
      await create();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await refuseWhileHeld(folder, file);
      await rm(file, { force: true });
      await create();
    }
    return new DataDirectoryLock(file);
  }

  async release(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

async function refuseWhileHeld(folder: string, file: string): Promise<void> {
  const holder = parseHolder(await readFile(file, 'utf8'));
  if (!holder) return;
  const { pid, socketPath } = holder;
  if ((pid !== process.pid && isAlive(pid)) || (await answers(socketPath))) {
    throw new StartError(
      `DATA_DIR: ${folder} is in use by process ${pid}. Stop it, or if that is another program, remove ${file}.`,
    );
  }
}

/** Undefined when a process was killed while it wrote the file. */
function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
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
