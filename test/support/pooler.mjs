import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, unprivileged } from './postgres-cluster.mjs';
import { untilItAnswers } from './until-it-answers.mjs';

const START_TIMEOUT_MS = 10_000;

/** A pgbouncer for the tests on loopback, in transaction mode: each transaction of a client may run on another connection. */
export class Pooler {
  #process;
  #folder;

  /**
   * @param {import('node:child_process').ChildProcess} process
   * @param {string} folder
   * @param {string} url
   */
  constructor(process, folder, url) {
    this.#process = process;
    this.#folder = folder;
    this.url = url;
  }

  /**
   * Starts one in front of the PostgreSQL at `databaseUrl`, with few connections to each of its databases. pgbouncer must be
   * installed.
   * @param {string} databaseUrl
   */
  static async start(databaseUrl) {
    const url = new globalThis.URL(databaseUrl);
    const folder = mkdtempSync(join(tmpdir(), 'bellwether-pooler-'));
    const [settings, users] = [join(folder, 'pgbouncer.ini'), join(folder, 'users')];
    const port = await freePort();
    writeFileSync(users, '"postgres" ""');
    writeFileSync(
      settings,
      `[databases]
* = host=${url.hostname} port=${url.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = 4
max_client_conn = 1000
`,
    );
    const user = unprivileged();
    for (const path of [folder, settings, users]) {
      if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
    }
    const child = spawn('pgbouncer', [settings], { ...user, stdio: 'ignore' });
    url.port = String(port);
    const pooler = new Pooler(child, folder, url.href);
    await untilItAnswers(pooler.url, START_TIMEOUT_MS);
    return pooler;
  }

  async remove() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGQUIT');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
