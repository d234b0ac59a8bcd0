import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { untilItAnswers } from './until-it-answers.mjs';

const START_TIMEOUT_MS = 20_000;

/** A real PostgreSQL for the tests on loopback, run by an unprivileged user. It is plain JavaScript because Jest's global setup loads it. */
export class PostgresCluster {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  #folder;
  #port;
  #settings;

  /**
   * @param {string} folder
   * @param {number} port
   * @param {string[]} settings
   */
  constructor(folder, port, settings) {
    this.#folder = folder;
    this.#port = port;
    this.#settings = settings;
  }

  /**
   * Creates and starts a cluster. PostgreSQL's server programs must be installed. Unless it is `durable`, it
   * does not fsync. `settings` are those of postgresql.conf. Its data is in a new folder in `parent`.
   * @param {{ durable?: boolean; parent?: string; settings?: Record<string, string> }} [options]
   */
  static async create({ durable = false, parent = tmpdir(), settings = {} } = {}) {
    const folder = mkdtempSync(join(parent, 'bellwether-pg-'));
    const user = unprivileged();
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
    const args = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'];
    execFileSync(program('initdb'), [...args, '--locale=C.UTF-8', '--no-sync'], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    });
    const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const cluster = new PostgresCluster(folder, await freePort(), [
      ...(durable ? [] : ['-F']),
      ...given,
    ]);
    await cluster.start();
    return cluster;
  }

  /** Whether PostgreSQL's server programs are installed. */
  static isInstalled() {
    const { status, stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
    return status === 0 && existsSync(join(stdout.trim(), 'initdb'));
  }

  get url() {
    return `postgresql://postgres@127.0.0.1:${this.#port}/postgres`;
  }

  /** The process id of the postmaster. */
  get pid() {
    return this.#process?.pid;
  }

  /**
   * Creates an empty database.
   * @param {string} name
   * @returns {Promise<string>} its URL
   */
  async createDatabase(name) {
    const client = new pg.Client(this.url);
    await client.connect();
    await client.query(`CREATE DATABASE "${name}"`).finally(() => client.end());
    return this.url.replace(/postgres$/, name);
  }

  async start() {
    const settings = ['-h', '127.0.0.1', '-p', String(this.#port), '-k', this.#folder];
    const args = ['-D', join(this.#folder, 'data'), ...settings, '-N', '200', ...this.#settings];
    this.#process = spawn(program('postgres'), args, {
      ...unprivileged(),
      cwd: this.#folder,
      stdio: 'ignore',
    });
    await untilItAnswers(this.url, START_TIMEOUT_MS);
  }

  /** Ends every process of the cluster at once without a shutdown, like a crash. */
  async stop() {
    const process = this.#process;
    if (!process) return;
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGQUIT');
    await ended;
    this.#process = undefined;
  }

  async remove() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** @param {string} name */
function program(name) {
  return join(execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim(), name);
}

/**
 * The user for database servers, which refuse to run as root.
 * @returns {{ uid?: number; gid?: number }}
 */
export function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  /** @param {string} flag */
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
