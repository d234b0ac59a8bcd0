import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { StatementBatcher } from './statement-batcher.js';

interface Item {
  key: string;
  value: number;
}

/** Writes items. Each write ends when the test ends it. */
class Writer {
  readonly calls: string[] = [];
  readonly stored = new Map<string, number>();
  private readonly pending: ((error?: Error) => void)[] = [];

  readonly batcher = new StatementBatcher<Item, number>({
    keyOf: ({ key }) => key,
    runBatch: (items) => this.write('batch', items),
    runSingle: async (item) => (await this.write('single', [item]))[0] ?? NaN,
  });

  /** Ends the oldest running write, with an error if there is one. */
  async end(error?: Error): Promise<void> {
    this.pending.shift()?.(error);
    await turn();
  }

  async endAll(): Promise<void> {
    while (this.pending.length > 0) await this.end();
  }

  private async write(how: string, items: readonly Item[]): Promise<number[]> {
    this.calls.push(`${how} ${items.map(({ key, value }) => key + String(value)).join(' ')}`);
    await new Promise<void>((resolve, reject) => {
      this.pending.push((error) => (error ? reject(error) : resolve()));
    });
    items.forEach(({ key, value }) => this.stored.set(key, value));
    return items.map(({ value }) => value);
  }
}

describe('StatementBatcher', () => {
  let writer: Writer;
  let value: number;

  beforeEach(() => {
    writer = new Writer();
    value = 0;
  });

  const write = (...keys: string[]) =>
    keys.map((key) => writer.batcher.submit({ key, value: (value += 1) }));
  const oneRow = () => new Error('one row');

  it('runs an item at once and alone when nothing is running', async () => {
    const [written] = write('a');

    expect(writer.calls).toEqual(['single a1']);
    await writer.end();
    expect(await written).toBe(1);
  });

  it('runs the items that arrive during a statement in batches of at most 100', async () => {
    const keys = Array.from({ length: 103 }, (_, position) => `k${position}-`);
    const all = write(...keys);
    await writer.endAll();

    expect(writer.calls.map((call) => call.split(' ').length - 1)).toEqual([1, 100, 2]);
    expect(await Promise.all(all)).toEqual(keys.map((_, position) => position + 1));
  });

  it('runs items with the same key in different statements, in their order', async () => {
    const all = write('a', 'b', 'b', 'c', 'b');
    await writer.endAll();

    expect(writer.calls).toEqual(['single a1', 'batch b2 c4', 'single b3', 'single b5']);
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
    expect(writer.stored.get('b')).toBe(5);
  });

  it('runs each item of a failed batch alone, and runs later items meanwhile', async () => {
    const all = Promise.allSettled(write('a', 'b', 'c'));
    await writer.end();
    await writer.end(oneRow());
    const [later] = write('d');

    expect(writer.calls.slice(2)).toEqual(['single b2', 'single c3', 'single d4']);
    await writer.end(new Error('b is wrong'));
    await writer.endAll();
    const [a, b, c] = await all;
    expect(a).toMatchObject({ value: 1 });
    expect(b).toMatchObject({ reason: { message: 'b is wrong' } });
    expect(c).toMatchObject({ value: 3 });
    expect(await later).toBe(4);
  });

  it('runs later items with the key of a single item after it, and other items before', async () => {
    const all = write('a', 'b', 'c');
    await writer.end();
    await writer.end(oneRow());
    const late = write('b', 'd', 'e', 'f');

    expect(writer.calls.slice(2)).toEqual(['single b2', 'single c3', 'single d5']);
    await writer.end();
    await writer.endAll();
    expect(writer.calls.slice(5)).toEqual(['single b4', 'batch e6 f7']);
    expect(await Promise.all([...all, ...late])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(writer.stored.get('b')).toBe(4);
  });

  it('batches a key again after its last single item has ended', async () => {
    const [first] = write('a');
    await writer.endAll();
    await first;
    const others = write('b', 'a', 'c');
    await writer.endAll();

    expect(await Promise.all(others)).toEqual([2, 3, 4]);
    expect(writer.calls).toEqual(['single a1', 'single b2', 'batch a3 c4']);
  });

  it('does not wait long for a single item that is blocked', async () => {
    const [slow] = write('a');
    const others = write('b', 'c');
    while (writer.calls.length < 2) await turn();

    expect(writer.calls).toEqual(['single a1', 'batch b2 c3']);
    await writer.endAll();
    expect(await Promise.all([slow, ...others])).toEqual([1, 2, 3]);
  });

  it('fails all waiting items when the database is unavailable, and runs later ones', async () => {
    const all = Promise.allSettled(write('a', 'b', 'c'));
    await writer.end();
    const waiting = Promise.allSettled(write('b'));
    await writer.end(new Error('Connection terminated'));
    const [later] = write('d');
    await writer.endAll();
    const [, b, c] = await all;

    expect([b, c]).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(await waiting).toMatchObject([{ status: 'rejected' }]);
    expect(await later).toBe(5);
    expect(writer.calls).toEqual(['single a1', 'batch b2 c3', 'single d5']);
  });

  it('fails only the items that wait for a single item with the same key when it times out', async () => {
    const [first] = write('a');
    const others = write('b', 'c');
    await writer.end();
    await writer.end(oneRow());
    const behind = Promise.allSettled(write('b', 'b'));
    await writer.end(new Error('Query read timeout'));
    await writer.endAll();

    expect(await behind).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(await Promise.allSettled([first, ...others])).toMatchObject([
      { value: 1 },
      { reason: { message: 'Query read timeout' } },
      { value: 3 },
    ]);
    const again = write('b');
    await writer.endAll();
    expect(await Promise.all(again)).toEqual([6]);
  });

  it('is settled when every item that was submitted before has ended, also with an error', async () => {
    let isSettled = false;
    const all = Promise.allSettled(write('a', 'b', 'c', 'b'));
    const settled = writer.batcher.settled().then(() => (isSettled = true));
    await writer.end();
    await writer.end();
    void Promise.all(write('d'));

    expect(isSettled).toBe(false);
    await writer.end(new Error('b is wrong'));
    await settled;
    expect(await all).toMatchObject([{ value: 1 }, { value: 2 }, { value: 3 }, {}]);
    await writer.endAll();
  });

  it("runs a single item in its caller's async context, and a batch in no caller's", async () => {
    const caller = new AsyncLocalStorage<string>();
    const callers: unknown[] = [];
    let isFirst = true;
    const note = async (how: string, items: readonly string[]) => {
      callers.push(`${how} ${items.join(' ')}: ${caller.getStore() ?? 'nobody'}`);
      await turn();
      return items;
    };
    const batcher = new StatementBatcher<string, string>({
      runBatch: async (items) => {
        await note('batch', items);
        if (!isFirst) return items;
        isFirst = false;
        throw oneRow();
      },
      runSingle: async (item) => (await note('single', [item]))[0] ?? '',
    });
    const submit = (name: string) => caller.run(name, () => batcher.submit(name));
    await Promise.all(['ada', 'ben', 'eve'].map(submit));
    await Promise.all(['ada', 'ben', 'eve'].map(submit));

    expect(callers).toEqual([
      'single ada: ada',
      'batch ben eve: nobody',
      'single ben: ben',
      'single eve: eve',
      'single ada: ada',
      'batch ben eve: nobody',
    ]);
  });
});
