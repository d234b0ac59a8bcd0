import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs everything outside requests: periodic tasks, continuous tasks, and work that a request starts and does not wait
 * for. The shutdown of the application stops the tasks and waits for the work. An application has one instance.
 */
@Injectable()
export class BackgroundWork implements BeforeApplicationShutdown, OnApplicationShutdown {
  /** The limit on the shutdown in milliseconds. Supervisors usually kill the process after ten seconds. */
  protected readonly shutdownTimeoutMs: number = 8_000;
  private readonly logger = new Logger('BackgroundWork');
  private readonly stop = new AbortController();
  private readonly unfinished = new Set<Promise<unknown>>();
  private readonly waits: (() => Promise<unknown>)[] = [];
  private readonly timeouts: NodeJS.Timeout[] = [];

  /**
   * Runs a task periodically, with a pause of `everyMs` milliseconds before each run. A failed run is logged and the
   * next one follows.
   */
  repeat(name: string, everyMs: number, task: () => Promise<void> | void): void {
    const next = async (signal: AbortSignal) => {
      await sleep(everyMs, undefined, { signal, ref: false });
      await task();
    };
    this.track(this.loop(name, next, 0));
  }

  /**
   * Runs a continuous task. When it ends or fails, it starts again after `retryMs` milliseconds. The task must end soon
   * after `signal` aborts.
   */
  keepRunning(name: string, retryMs: number, task: (signal: AbortSignal) => Promise<void>): void {
    this.track(this.loop(name, task, retryMs));
  }

  /** Makes the shutdown wait for `work`, which must handle its own errors. */
  track(work: Promise<unknown>): void {
    this.unfinished.add(work);
    const finish = () => this.unfinished.delete(work);
    work.then(finish, finish);
  }

  /** Calls `work` at the shutdown and makes the shutdown wait for its promise. */
  waitBeforeShutdown(work: () => Promise<unknown>): void {
    this.waits.push(work);
  }

  /**
   * Runs a task when the time for the shutdown is over, unless the application has closed by then. Call it when the
   * shutdown begins: the time counts from the call.
   */
  runAtShutdownTimeout(task: () => void): void {
    this.timeouts.push(setTimeout(task, this.shutdownTimeoutMs).unref());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    const work = [...this.unfinished, ...this.waits.map((wait) => wait())];
    const timeout = new AbortController();
    await Promise.race([
      Promise.allSettled(work),
      sleep(this.shutdownTimeoutMs, undefined, { signal: timeout.signal }).catch(() => undefined),
    ]);
    timeout.abort();
  }

  /** Runs after the application has closed its connections. */
  onApplicationShutdown(): void {
    this.timeouts.splice(0).forEach(clearTimeout);
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
        if (isAbortOf(signal, error)) return;
        this.logger.warn(`${name} failed: ${String(error)}`);
        await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }
}

/** Whether `signal` caused the error. A task can also fail with an AbortError of its own, for example from a fetch. */
function isAbortOf(signal: AbortSignal, error: unknown): boolean {
  return signal.aborted && (error as Error | null)?.name === 'AbortError';
}
