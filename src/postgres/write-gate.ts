import { AsyncLocalStorage } from 'node:async_hooks';
import { isLockTimeout } from './errors.js';
import { LockTimeoutError } from './lock-timeout.js';

/** The time, in milliseconds, for which a write that waits for a lock can block other writes. */
export const MAX_BLOCKING_MS = 100;

interface Waiting {
  start: () => void;
  fail: (error: unknown) => void;
}

/**
 * Keeps writes that wait for a lock from using up the pool of connections. The writes of one key, such as an owner, run
 * one after the other, so all but one of them wait without a connection. A write that meets a lock for longer than
 * `MAX_BLOCKING_MS` runs again with the full lock timeout, on one of a few connections that all such writes share. When
 * it fails there, the writes that wait for the same key fail too, because they would wait as long.
 */
export class WriteGate {
  private readonly queues = new Map<string, Waiting[]>();
  private readonly patient: Waiting[] = [];
  private patientRunning = 0;
  private readonly inside = new AsyncLocalStorage<true>();

  /**
   * @param lockTimeoutMs the lock timeout of a write, in milliseconds
   * @param connections how many connections the writes that wait for a lock may use together
   */
  constructor(
    private readonly lockTimeoutMs: number,
    private readonly connections: number,
  ) {}

  /**
   * Runs a write, once or twice, with the lock timeout that it must set.
   * @throws LockTimeoutError, or the error of the database with the same code
   */
  async run<T>(key: string, attempt: (lockTimeoutMs: number) => Promise<T>): Promise<T> {
    // A write within the host's part of another write must not wait for that one.
    if (this.inside.getStore()) return attempt(this.lockTimeoutMs);
    await this.enter(key);
    try {
      const result = await this.attempt(attempt);
      this.leave(key);
      return result;
    } catch (error) {
      if (isLockTimeout(error)) this.failAll(key, error);
      else this.leave(key);
      throw error;
    }
  }

  /** Runs code of the host within a write. */
  runHostCode<T>(work: () => Promise<T>): Promise<T> {
    return this.inside.run(true, work);
  }

  private enter(key: string): Promise<void> | undefined {
    const queue = this.queues.get(key);
    if (!queue) {
      this.queues.set(key, []);
      return undefined;
    }
    return new Promise((start, fail) => void queue.push({ start, fail }));
  }

  private leave(key: string): void {
    const next = this.queues.get(key)?.shift();
    if (next) next.start();
    else this.queues.delete(key);
  }

  private failAll(key: string, error: unknown): void {
    const queue = this.queues.get(key) ?? [];
    this.queues.delete(key);
    for (const { fail } of queue) fail(error);
  }

  private async attempt<T>(attempt: (lockTimeoutMs: number) => Promise<T>): Promise<T> {
    try {
      return await attempt(Math.min(MAX_BLOCKING_MS, this.lockTimeoutMs));
    } catch (error) {
      if (!isLockTimeout(error) || this.lockTimeoutMs <= MAX_BLOCKING_MS) throw error;
    }
    await this.takeConnection();
    try {
      return await attempt(this.lockTimeoutMs);
    } finally {
      this.passConnection();
    }
  }

  /** Takes one of the connections. It waits for one at most the lock timeout. */
  private takeConnection(): Promise<void> | undefined {
    if (this.patientRunning < this.connections) {
      this.patientRunning += 1;
      return undefined;
    }
    return new Promise((start, fail) => {
      const waiting = {
        start: () => {
          clearTimeout(timer);
          start();
        },
        fail,
      };
      const timer = setTimeout(() => {
        this.patient.splice(this.patient.indexOf(waiting), 1);
        fail(new LockTimeoutError());
      }, this.lockTimeoutMs);
      this.patient.push(waiting);
    });
  }

  /** Gives a connection to the next write that waits for one. It stays counted, so that no other write takes it. */
  private passConnection(): void {
    const next = this.patient.shift();
    if (next) next.start();
    else this.patientRunning -= 1;
  }
}
