import { AsyncResource } from 'node:async_hooks';
import { isDatabaseUnavailable } from '../../http/database-unavailable.js';
import { mayBeOfOneItem } from './transaction-conflict.js';

interface Waiting<T, R> {
  item: T;
  key: string;
  /** Of whoever asked for it: in it the item is done when it is done by itself. */
  context: AsyncResource;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/** How items are done, together or alone. */
export interface Gathered<T, R> {
  /** Does items, all or none; a result for each, in their order. */
  together: (items: readonly T[]) => Promise<readonly R[]>;
  /** Does one item by itself. */
  alone: (item: T) => Promise<R>;
  /** Items of the same key are never done together; without it, no two have the same. */
  keyOf?: (item: T) => string;
}

/** The most items that are done together. */
const MAX_ITEMS = 100;

/** How long, in milliseconds, something that does not get on may keep others waiting. */
export const PATIENCE_MS = 100;

/**
 * Does together what is asked at the same time. Nothing waits for company: an item that finds nothing going on
 * is done at once, by itself, and those that come meanwhile are done together when that is over. Items of one key
 * are done one after the other, in the order in which they came. What cannot be done together, as when
 * somebody holds one of the rows, is done item by item, and neither it nor what comes for its key holds up the others.
 */
export class Gathering<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private isBusy = false;
  private submitted = 0;
  /** What waits behind each key that is being done alone. */
  private readonly alone = new Map<string, Waiting<T, R>[]>();
  private readonly unfinished = new Set<Promise<R>>();
  /** Nobody's: what is done together is not of the one who happened to begin. */
  private readonly context = new AsyncResource('Gathering');

  constructor(private readonly gathered: Gathered<T, R>) {}

  /** The result of `item`, once it is done. */
  submit(item: T): Promise<R> {
    const result = new Promise<R>((resolve, reject) => {
      const key = this.gathered.keyOf?.(item) ?? String((this.submitted += 1));
      this.add({ item, key, context: new AsyncResource('Gathered'), resolve, reject });
    });
    this.unfinished.add(result);
    const finish = () => this.unfinished.delete(result);
    result.then(finish, finish);
    return result;
  }

  /** Until all that was submitted so far is done. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.unfinished);
  }

  private add(waiting: Waiting<T, R>): void {
    const before = this.alone.get(waiting.key);
    if (before) return void before.push(waiting);
    this.waiting.push(waiting);
    if (!this.isBusy) this.context.runInAsyncScope(() => void this.doAll());
  }

  private async doAll(): Promise<void> {
    this.isBusy = true;
    while (this.waiting.length > 0) await this.doNext(this.takeNext());
    this.isBusy = false;
  }

  /** The first of each key among those that wait; the others stay, in their order. */
  private takeNext(): Waiting<T, R>[] {
    const taken = new Map<string, Waiting<T, R>>();
    this.waiting = this.waiting.filter((waiting) => {
      if (taken.size === MAX_ITEMS || taken.has(waiting.key)) return true;
      taken.set(waiting.key, waiting);
      return false;
    });
    return [...taken.values()];
  }

  private async doNext(batch: readonly Waiting<T, R>[]): Promise<void> {
    const [first, ...others] = batch;
    if (!first || others.length > 0) return this.doTogether(batch);
    await atMost(PATIENCE_MS, this.doAlone(first));
  }

  private async doTogether(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.gathered.together(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, position) => resolve(results[position] as R));
    } catch (error) {
      if (mayBeOfOneItem(error)) return batch.forEach((each) => void this.doAlone(each));
      // The database is away: whoever waits has waited as long.
      const all = [...batch, ...this.waiting.splice(0)];
      all.forEach(({ reject }) => reject(error));
    }
  }

  /** Until it is done; then come, one after the other, those of its key that wait. */
  private doAlone(first: Waiting<T, R>): Promise<void> {
    const { key } = first;
    const done = this.tryAlone(first);
    this.alone.set(
      key,
      this.waiting.filter((waiting) => waiting.key === key),
    );
    this.waiting = this.waiting.filter((waiting) => waiting.key !== key);
    void done.then(() => this.doThoseBehind(key));
    return done;
  }

  private async doThoseBehind(key: string): Promise<void> {
    const queue = this.alone.get(key) ?? [];
    for (let next = queue.shift(); next; next = queue.shift()) await this.tryAlone(next);
    this.alone.delete(key);
  }

  private async tryAlone({ item, key, context, resolve, reject }: Waiting<T, R>): Promise<void> {
    try {
      resolve(await context.runInAsyncScope(() => this.gathered.alone(item)));
    } catch (error) {
      reject(error);
      // What is behind it has waited for the same.
      if (isDatabaseUnavailable(error)) {
        this.alone
          .get(key)
          ?.splice(0)
          .forEach((waiting) => waiting.reject(error));
      }
    }
  }
}

/** Until `work` is done, but no longer than so many milliseconds. */
async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
