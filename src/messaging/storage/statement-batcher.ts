import { AsyncResource } from 'node:async_hooks';
import { isDatabaseUnavailable, mayBeCausedByOneItem } from '../../postgres/errors.js';
import { MAX_BLOCKING_MS } from '../../postgres/write-gate.js';

interface Pending<T, R> {
  item: T;
  key: string;
  /** The async context of the caller. The item runs in it when it runs alone. */
  context: AsyncResource;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/** Runs items in a batch or one by one. */
export interface BatchedStatement<T, R> {
  /** Runs items in one statement, all or none. Returns a result for each item, in their order. */
  runBatch: (items: readonly T[]) => Promise<readonly R[]>;
  /** Runs one item in its own statement. */
  runSingle: (item: T) => Promise<R>;
  /** The key of an item. Items with the same key never share a batch. By default every item has a different key. */
  keyOf?: (item: T) => string;
}

const MAX_BATCH_SIZE = 100;

/**
 * Runs items that arrive at the same time in one statement. When no statement is running, an item runs at once and
 * alone. The items that arrive during a statement form the next batch. Items with the same key run one after the other,
 * in the order of their arrival. When a batch fails because of one item, for example because of a lock on its row, each
 * item runs alone, and a blocked item delays only later items with the same key.
 */
export class StatementBatcher<T, R> {
  private pending: Pending<T, R>[] = [];
  private isRunning = false;
  private submitted = 0;
  /** By the key of each item that runs alone: the later items with the same key. */
  private readonly queues = new Map<string, Pending<T, R>[]>();
  private readonly unsettled = new Set<Promise<R>>();
  /** The async context of batches, so that they do not run in the context of their first caller. */
  private readonly context = new AsyncResource('StatementBatcher');

  constructor(private readonly statement: BatchedStatement<T, R>) {}

  /** Runs `item` now or in the next batch. Returns its result. */
  submit(item: T): Promise<R> {
    const result = new Promise<R>((resolve, reject) => {
      const key = this.statement.keyOf?.(item) ?? String((this.submitted += 1));
      const context = new AsyncResource('StatementBatcherItem');
      const queue = this.queues.get(key) ?? this.pending;
      queue.push({ item, key, context, resolve, reject });
    });
    if (!this.isRunning) this.context.runInAsyncScope(() => void this.run());
    this.unsettled.add(result);
    result.finally(() => this.unsettled.delete(result)).catch(() => undefined);
    return result;
  }

  /** Resolves when every item that was submitted before the call has its result. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.unsettled);
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.pending.length > 0) {
      const batch = this.takeBatch();
      const [first, second] = batch;
      if (second) await this.tryBatch(batch);
      else if (first) await waitAtMost(MAX_BLOCKING_MS, this.runAlone(first));
    }
    this.isRunning = false;
  }

  /** Takes the first pending item of each key. The other items stay pending, in their order. */
  private takeBatch(): Pending<T, R>[] {
    const batch = new Map<string, Pending<T, R>>();
    this.pending = this.pending.filter((pending) => {
      if (batch.size === MAX_BATCH_SIZE || batch.has(pending.key)) return true;
      batch.set(pending.key, pending);
      return false;
    });
    return [...batch.values()];
  }

  private async tryBatch(batch: readonly Pending<T, R>[]): Promise<void> {
    try {
      const results = await this.statement.runBatch(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, position) => resolve(results[position] as R));
    } catch (error) {
      if (mayBeCausedByOneItem(error)) return batch.forEach((each) => void this.runAlone(each));
      // The database is unavailable. The pending items would fail after the same time, so they fail now.
      const all = [...batch, ...this.pending.splice(0)];
      all.forEach(({ reject }) => reject(error));
    }
  }

  /** Runs an item alone, and then the items with the same key that arrived. Resolves after the first item. */
  private runAlone(first: Pending<T, R>): Promise<void> {
    const { key } = first;
    const done = this.trySingle(first);
    this.queues.set(
      key,
      this.pending.filter((pending) => pending.key === key),
    );
    this.pending = this.pending.filter((pending) => pending.key !== key);
    void done.then(() => this.runQueue(key));
    return done;
  }

  private async runQueue(key: string): Promise<void> {
    const queue = this.queues.get(key) ?? [];
    for (let next = queue.shift(); next; next = queue.shift()) await this.trySingle(next);
    this.queues.delete(key);
  }

  private async trySingle({ item, key, context, resolve, reject }: Pending<T, R>): Promise<void> {
    try {
      resolve(await context.runInAsyncScope(() => this.statement.runSingle(item)));
    } catch (error) {
      reject(error);
      if (!isDatabaseUnavailable(error)) return;
      const queue = this.queues.get(key)?.splice(0) ?? [];
      queue.forEach((waiting) => waiting.reject(error));
    }
  }
}

/** Resolves when `work` resolves, or after `milliseconds`. */
async function waitAtMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
