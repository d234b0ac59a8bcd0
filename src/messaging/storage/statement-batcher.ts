import { AsyncResource } from 'node:async_hooks';
import { isDatabaseUnavailable, mayBeOfOneItem } from '../../postgres/errors.js';

interface Pending<T, R> {
  item: T;
  key: string;
  /** The async context of the caller, in which the item runs when it runs by itself. */
  context: AsyncResource;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/** How items are run, in a batch or one by one. */
export interface BatchedStatement<T, R> {
  /** Runs items in one statement, all or none; a result for each, in their order. */
  runBatch: (items: readonly T[]) => Promise<readonly R[]>;
  /** Runs one item in a statement of its own. */
  runSingle: (item: T) => Promise<R>;
  /** Items of the same key never share a batch. Without it, no two items have the same key. */
  keyOf?: (item: T) => string;
}

const MAX_BATCH_SIZE = 100;

/** How long, in milliseconds, an item that waits for a lock may keep other items waiting. */
export const MAX_BLOCKING_MS = 100;

/**
 * Runs items that arrive at the same time in one statement. No item waits for others to arrive: when nothing is running, an item
 * runs at once, by itself; the items that arrive meanwhile are the next batch. Items of one key run one after the
 * other, in the order of their arrival. When a batch fails because of one of its items, as when somebody holds a row, each item runs by
 * itself; those that are blocked hold up only later items of their own keys.
 */
export class StatementBatcher<T, R> {
  private pending: Pending<T, R>[] = [];
  private isRunning = false;
  private submitted = 0;
  /** For each key whose item runs by itself, the items of that key that wait for it. */
  private readonly queues = new Map<string, Pending<T, R>[]>();
  private readonly unsettled = new Set<Promise<R>>();
  /** Batches run in a context of their own, not in that of the caller who happened to be first. */
  private readonly context = new AsyncResource('StatementBatcher');

  constructor(private readonly statement: BatchedStatement<T, R>) {}

  /** The result of `item`. */
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

  /** Resolves once every item that was submitted so far has its result. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.unsettled);
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.pending.length > 0) {
      const batch = this.takeBatch();
      const [first, second] = batch;
      if (second) await this.tryBatch(batch);
      else if (first) await atMost(MAX_BLOCKING_MS, this.runSeparately(first));
    }
    this.isRunning = false;
  }

  /** The first pending item of each key; the others stay pending, in their order. */
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
      if (mayBeOfOneItem(error)) return batch.forEach((each) => void this.runSeparately(each));
      // The database is away. The pending items would fail after the same time, so they fail now.
      const all = [...batch, ...this.pending.splice(0)];
      all.forEach(({ reject }) => reject(error));
    }
  }

  /** Runs an item by itself, then the items of its key that arrive until then; resolves after the first. */
  private runSeparately(first: Pending<T, R>): Promise<void> {
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

/** Resolves once `work` does, or after so many milliseconds. */
async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
