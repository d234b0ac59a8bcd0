import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { UnnamedQueries } from './unnamed-queries.js';

const STATEMENT = { name: 'rlflx-upsert', text: 'SELECT $1', values: [7] };

/** A data source whose connections answer with `answer`, with a record of statements and releases. */
function dataSourceThat(answer: () => Promise<object>) {
  const asked: unknown[][] = [];
  let released = 0;
  const createQueryRunner = () => ({
    query: (...args: unknown[]) => {
      asked.push(args);
      return answer();
    },
    release: () => Promise.resolve((released += 1)),
  });
  const dataSource = { createQueryRunner } as unknown as DataSource;
  return { dataSource, asked, released: () => released };
}

describe('UnnamedQueries', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('sends statements without a name and returns results in the format of node-postgres', async () => {
    const { dataSource, asked, released } = dataSourceThat(() =>
      Promise.resolve({ records: [{ points: 1 }], affected: 1 }),
    );

    expect(await new UnnamedQueries(dataSource).query(STATEMENT)).toEqual({
      rows: [{ points: 1 }],
      rowCount: 1,
    });
    expect(asked).toEqual([['SELECT $1', [7], true]]);
    expect(released()).toBe(1);
  });

  it('rejects a query without sending it after a recent failure', async () => {
    const { dataSource, asked, released } = dataSourceThat(() => Promise.reject(new Error('away')));
    const client = new UnnamedQueries(dataSource);

    await expect(client.query(STATEMENT)).rejects.toThrow('away');
    await expect(client.query(STATEMENT)).rejects.toThrow('a moment ago');
    expect(asked).toHaveLength(1);
    expect(released()).toBe(1);
  });

  it('sends queries again five seconds after a failure', async () => {
    const { dataSource, asked } = dataSourceThat(() => Promise.reject(new Error('away')));
    let now = 0;
    const client = new UnnamedQueries(dataSource, () => now);

    await expect(client.query(STATEMENT)).rejects.toThrow('away');
    now = 5_000;
    await expect(client.query(STATEMENT)).rejects.toThrow('away');
    expect(asked).toHaveLength(2);
  });
});
