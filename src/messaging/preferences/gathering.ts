interface Waiting<T, R> {
  item: T;
  key: string;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/** How items are written, together or alone. */
export interface Gathered<T, R> {
  /** Items of the same key are never written together. */
  keyOf: (item: T) => string;
  /** Writes items of different keys, all or none; a result for each, in their order. */
  together: (items: readonly T[]) => Promise<readonly R[]>;
  /** Writes one item by itself. */
  alone: (item: T) => Promise<R>;
  /** Whether an error of `together` may be due to one item, so that each is to be tried alone. */
  isOfOneItem: (error: unknown) => boolean;
  /** The most items that are written together. */
  maxItems: number;
  /** How long, in milliseconds, an item that is written alone may keep others waiting. */
  patience: number;
}

/**
 * Writes what waits at the same time together. Nothing waits for company: an item that finds nothing being written
 * is written at once, and those that come meanwhile are written together when that is done. Items of one key
 * are written one after the other, in the order in which they came. What cannot be written together, as when
 * somebody holds one of the rows, is written item by item, and neither it nor what comes for its key holds up the others.
 */
export class Gathering<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private isWriting = false;
  /** The last write of each key that is written alone. */
  private readonly alone = new Map<string, Promise<void>>();

  constructor(private readonly gathered: Gathered<T, R>) {}

  /** The result of writing `item`, once it is written. */
  write(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const waiting = { item, key: this.gathered.keyOf(item), resolve, reject };
      if (this.alone.has(waiting.key)) return void this.writeAlone(waiting);
      this.waiting.push(waiting);
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) await this.writeNext(this.takeNext());
    this.isWriting = false;
  }

  /** The first of each key among those that wait; the others stay, in their order. */
  private takeNext(): Waiting<T, R>[] {
    const taken = new Map<string, Waiting<T, R>>();
    this.waiting = this.waiting.filter((waiting) => {
      if (taken.size === this.gathered.maxItems || taken.has(waiting.key)) return true;
      taken.set(waiting.key, waiting);
      return false;
    });
    return [...taken.values()];
  }

  private async writeNext(batch: readonly Waiting<T, R>[]): Promise<void> {
    const [first, ...others] = batch;
    if (!first || others.length > 0) return this.writeTogether(batch);
    await atMost(this.gathered.patience, this.writeAlone(first));
  }

  private async writeTogether(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.gathered.together(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, position) => resolve(results[position] as R));
    } catch (error) {
      if (this.gathered.isOfOneItem(error)) {
        return batch.forEach((each) => void this.writeAlone(each));
      }
      batch.forEach(({ reject }) => reject(error));
    }
  }

  /** After what is being written alone under its key; those of the key that wait come after it. */
  private writeAlone({ item, key, resolve, reject }: Waiting<T, R>): Promise<void> {
    const before = this.alone.get(key) ?? Promise.resolve();
    const written = before
      .then(() => this.gathered.alone(item))
      .then(resolve, reject)
      .then(() => {
        if (this.alone.get(key) === written) this.alone.delete(key);
      });
    this.alone.set(key, written);
    this.leaveTogether(key);
    return written;
  }

  private leaveTogether(key: string): void {
    const leaving = this.waiting.filter((waiting) => waiting.key === key);
    if (leaving.length === 0) return;
    this.waiting = this.waiting.filter((waiting) => waiting.key !== key);
    leaving.forEach((waiting) => void this.writeAlone(waiting));
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
