import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serverEnvironment } from '../test/support/server-environment.mjs';

/** A server in its own process. This process reads all its output, like a collector of logs. */
export class ServerProcess {
  #process;
  #ended;

  /**
   * @param {import('node:child_process').ChildProcess} process
   * @param {string} url
   */
  constructor(process, url, ended) {
    this.#process = process;
    this.#ended = ended;
    this.url = url;
  }

  get pid() {
    return this.#process.pid;
  }

  /**
   * Starts a program with this Node and waits until it prints that it listens. Of the environment variables of this
   * process it gets only PATH and HOME.
   * @param {string[]} command
   * @param {Record<string, string>} env
   * @returns {Promise<ServerProcess>}
   */
  static async start(command, env) {
    const child = spawn(process.execPath, command, {
      env: serverEnvironment(env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    const url = await Promise.race([listening(child.stdout), ended.then(() => undefined)]);
    if (!url) throw new Error(`${command.join(' ')} ended before it listened.`);
    child.stdout.resume();
    return new ServerProcess(child, url, ended);
  }

  async stop() {
    this.#process.kill();
    await this.#ended;
  }
}

function listening(stream) {
  return new Promise((resolve) => {
    let text = '';
    const read = (chunk) => {
      text += chunk;
      const url = /^Listening on (\S+)$/m.exec(text)?.[1];
      if (!url) return;
      stream.off('data', read);
      resolve(url);
    };
    stream.on('data', read);
  });
}
