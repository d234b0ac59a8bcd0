import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DatabaseLimiter } from './database-limiter.js';

const LIMIT = { requests: 2, seconds: 60 };

/** A data source that answers with `answer`, with a record of the parameters of the statements. */
function dataSourceThat(answer: () => Promise<object>) {
  const asked: unknown[] = [];
  const query = (_text: string, parameters: unknown) => {
    asked.push(parameters);
    return answer();
  };
  return { dataSource: { manager: { query } } as unknown as DataSource, asked };
}

const away = () => dataSourceThat(() => Promise.reject(new Error('away')));

describe('DatabaseLimiter', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('counts a request with one statement', async () => {
    const row = { requests: 1, millisecondsLeft: 58_001 };
    const { dataSource, asked } = dataSourceThat(() => Promise.resolve([row]));
    const usage = await new DatabaseLimiter(LIMIT, dataSource).count('a');

    expect(usage).toEqual({ exceeded: false, remaining: 1, seconds: 59 });
    expect(asked).toEqual([['credential:a', 60_000]]);
  });

  it('refuses a key over the limit without another statement, until its window ends', async () => {
    const row = { requests: 3, millisecondsLeft: 1_000 };
    const { dataSource, asked } = dataSourceThat(() => Promise.resolve([row]));
    let now = 0;
    const limiter = new DatabaseLimiter(LIMIT, dataSource, () => now);
    const usages = [await limiter.count('a'), await limiter.count('a')];
    const statements = asked.length;
    now = 1_000;
    await limiter.count('a');

    const refused = { exceeded: true, remaining: 0, seconds: 1 };
    expect(usages).toEqual([refused, refused]);
    expect([statements, asked.length]).toEqual([1, 2]);
  });

  it('refuses requests that wait for their turn without a statement once the limit is reached', async () => {
    let requests = 0;
    const { dataSource, asked } = dataSourceThat(() =>
      Promise.resolve([{ requests: (requests += 1), millisecondsLeft: 1_000 }]),
    );
    const limiter = new DatabaseLimiter(LIMIT, dataSource);
    const usages = await Promise.all(Array.from({ length: 10 }, () => limiter.count('a')));

    expect(usages.map(({ exceeded }) => exceeded)).toEqual([false, false, ...Array(8).fill(true)]);
    expect(asked).toHaveLength(2);
  });

  it('counts the requests of a key one after the other, and those of other keys at the same time', async () => {
    const answers: ((rows: object[]) => void)[] = [];
    const { dataSource, asked } = dataSourceThat(
      () => new Promise((resolve) => void answers.push(resolve)),
    );
    const limiter = new DatabaseLimiter(LIMIT, dataSource);
    const nextTurn = () => new Promise(setImmediate);
    const all = ['a', 'a', 'b'].map((key) => limiter.count(key));
    await nextTurn();
    const before = asked.length;
    while (answers.length > 0) {
      answers.shift()?.([{ requests: 1, millisecondsLeft: 1_000 }]);
      await nextTurn();
    }
    await Promise.all(all);

    expect([before, asked.length]).toEqual([2, 3]);
  });

  it('counts in memory, without a statement, after a recent failure', async () => {
    const { dataSource, asked } = away();
    const limiter = new DatabaseLimiter(LIMIT, dataSource);
    const usages = [];
    for (let sent = 0; sent < 3; sent += 1) usages.push(await limiter.count('a'));

    expect(usages).toMatchObject([
      { exceeded: false, remaining: 1 },
      { exceeded: false, remaining: 0 },
      { exceeded: true, remaining: 0 },
    ]);
    expect(asked).toHaveLength(1);
  });

  it('sends a statement again five seconds after a failure', async () => {
    const { dataSource, asked } = away();
    let now = 0;
    const limiter = new DatabaseLimiter(LIMIT, dataSource, () => now);
    await limiter.count('a');
    now = 5_000;
    await limiter.count('a');

    expect(asked).toHaveLength(2);
  });
});
