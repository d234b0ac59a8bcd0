import type { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../config/start-error.js';
import { DataDirectoryLock } from './data-directory-lock.js';
import { SharedPGlite } from './shared-pglite.js';

// When the host is a folder, PostgreSQL clients connect to this socket in it.
const SOCKET_NAME = '.s.PGSQL.5432';

// The lowest limit on the systems that Node supports is 104 bytes with the final NUL (sun_path).
const MAX_SOCKET_PATH = 103;

const MAX_CONNECTIONS = 100;

/** PostgreSQL inside this process (PGlite). It stores its data in a folder and listens on a Unix socket. */
export class EmbeddedDatabase {
  private constructor(
    private readonly socketPath: string,
    private readonly lock: DataDirectoryLock,
    private readonly database: PGlite,
    private readonly server: PGLiteSocketServer,
  ) {}

  /** The folder of the socket, for the option `host` of PostgreSQL clients. */
  get host(): string {
    return dirname(this.socketPath);
  }

  /**
   * Opens the database in `dataDir`, or creates one.
   * @throws StartError when the folder cannot be written or another process uses it
   */
  static async open(dataDir: string): Promise<EmbeddedDatabase> {
    const folder = resolve(dataDir);
    const cluster = join(folder, 'postgresql');
    await mkdir(cluster, { recursive: true, mode: 0o700 }).catch(refuseFolder(folder));
    const socketPath = await socketPathFor(folder).catch(refuseFolder(folder));
    const lock = await DataDirectoryLock.acquire(folder, socketPath).catch(
      async (error: unknown) => {
        await removeTemporary(socketPath);
        return refuseFolder(folder)(error);
      },
    );
    await rm(socketPath, { force: true });
    const database = new SharedPGlite(cluster, endOnFullDisk);
    await database.waitReady.catch(refuseFolder(folder));
    const server = new PGLiteSocketServer({
      db: database,
      path: socketPath,
      maxConnections: MAX_CONNECTIONS,
    });
    await server.start();
    return new EmbeddedDatabase(socketPath, lock, database, server);
  }

  /** Closes the database after the running statements. No acknowledged write is lost. */
  async close(): Promise<void> {
    await this.server.stop();
    await this.database.close();
    await rm(this.socketPath, { force: true });
    await removeTemporary(this.socketPath);
    await this.lock.release();
  }
}

/**
 * The path of the socket, in a folder that only this user can open, because the socket asks for no password. The folder
 * is temporary if the path would be too long otherwise.
 */
async function socketPathFor(folder: string): Promise<string> {
  const path = join(folder, 'run', SOCKET_NAME);
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
    return join(await mkdtemp(join(tmpdir(), 'bellwether-')), SOCKET_NAME);
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return path;
}

async function removeTemporary(socketPath: string): Promise<void> {
  const folder = dirname(socketPath);
  if (dirname(folder) === tmpdir()) await rm(folder, { recursive: true, force: true });
}

/** Ends the process. A restart with enough space recovers every acknowledged change from PostgreSQL's log. */
function endOnFullDisk(): never {
  process.stderr.write('DATA_DIR: the disk is full. Start the server again when there is space.\n');
  process.exit(1);
}

function refuseFolder(folder: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof StartError) throw error;
    throw new StartError(`DATA_DIR: ${folder} cannot be used: ${(error as Error).message}`);
  };
}
