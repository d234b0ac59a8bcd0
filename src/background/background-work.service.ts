import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long, in milliseconds, the shutdown waits for work that was begun. */
const SHUTDOWN_TIMEOUT_MS = 8_000;

/**
 * Owns everything that runs beside requests: repeated tasks, tasks that run all the time, and work that a request
 * began and does not wait for. The shutdown of the application ends the tasks and waits for the work.
 */
@Injectable()
export class BackgroundWork implements BeforeApplicationShutdown {
  private readonly logger = new Logger('BackgroundWork');
  private readonly stop = new AbortController();
  private readonly unfinished = new Set<Promise<unknown>>();
  private readonly waits: (() => Promise<unknown>)[] = [];

  /** Runs a task once, so many milliseconds later, unless the process has ended by then. */
  runLater(ms: number, task: () => void): void {
    setTimeout(task, ms).unref();
  }

  /** Runs a task every so many milliseconds, the first time after that time. A failure is logged and does not end it. */
  repeat(name: string, everyMs: number, task: () => Promise<void> | void): void {
    const next = async (signal: AbortSignal) => {
      await sleep(everyMs, undefined, { signal, ref: false });
      await task();
    };
    this.track(this.loop(name, next, 0));
  }

  /**
   * Runs a task all the time: when it ends or fails, it starts again `retryMs` milliseconds later. The task has to end soon
   * after `signal` aborts.
   */
  keepRunning(name: string, retryMs: number, task: (signal: AbortSignal) => Promise<void>): void {
    this.track(this.loop(name, task, retryMs));
  }

  /** Lets the shutdown wait for work that was begun. The work handles its own errors. */
  track(work: Promise<unknown>): void {
    this.unfinished.add(work);
    const finish = () => this.unfinished.delete(work);
    work.then(finish, finish);
  }

  /** Lets the shutdown wait for whatever `work` waits for then. */
  waitBeforeShutdown(work: () => Promise<unknown>): void {
    this.waits.push(work);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    const work = [...this.unfinished, ...this.waits.map((wait) => wait())];
    const timeout = new AbortController();
    await Promise.race([
      Promise.allSettled(work),
      sleep(SHUTDOWN_TIMEOUT_MS, undefined, { signal: timeout.signal }).catch(() => undefined),
    ]);
    timeout.abort();
  }

  private async loop(
    name: string,
    task: (signal: AbortSignal) => Promise<void>,
    pauseMs: number,
  ): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      try {
        await task(signal);
        if (pauseMs > 0) await sleep(pauseMs, undefined, { signal, ref: false });
      } catch (error) {
        if ((error as Error).name === 'AbortError') return;
        this.logger.warn(`${name} failed: ${String(error)}`);
        await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }
}
