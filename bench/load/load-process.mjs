import { fork } from 'node:child_process';
import { once } from 'node:events';

/** The process that sends the load. */
export class LoadProcess {
  #process = fork(new globalThis.URL('generate.mjs', import.meta.url));

  /** Stores every preference of the workload through a contender. */
  async fill({ server, keys }) {
    await this.#order('fill', { url: server.url, keys });
  }

  /** Measures a contender under a load: requests/s, latencies in ms, CPU seconds for 1,000 requests. */
  async measure({ server, keys }, postgresPid, load) {
    const pids = { server: server.pid, postgres: postgresPid };
    return this.#order('measure', { url: server.url, keys, pids, ...load });
  }

  stop() {
    this.#process.disconnect();
  }

  async #order(order, details) {
    this.#process.send({ order, ...details });
    const [{ figures, fault }] = await once(this.#process, 'message');
    if (fault !== undefined) throw new Error(fault);
    return figures;
  }
}
