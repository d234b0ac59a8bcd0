import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { UnnamedQueries } from './unnamed-queries.js';

const STATEMENT = { name: 'rlflx-upsert', text: 'SELECT $1', values: [7] };

/** A data source whose connections run `answer`, with the calls that it received. */
function dataSourceThat(answer: () => Promise<object>) {
  const sent: unknown[][] = [];
  let released = 0;
  const createQueryRunner = () => ({
    query: (...args: unknown[]) => {
      sent.push(args);
      return answer();
    },
    release: () => Promise.resolve((released += 1)),
  });
  const dataSource = { createQueryRunner } as unknown as DataSource;
  return { dataSource, sent, released: () => released };
}

describe('UnnamedQueries', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('sends a statement without its name and returns the result of node-postgres', async () => {
    const { dataSource, sent, released } = dataSourceThat(() =>
      Promise.resolve({ records: [{ points: 1 }], affected: 1 }),
    );

    expect(await new UnnamedQueries(dataSource).query(STATEMENT)).toEqual({
      rows: [{ points: 1 }],
      rowCount: 1,
    });
    expect(sent).toEqual([['SELECT $1', [7], true]]);
    expect(released()).toBe(1);
  });

  it('sends no statement right after the database has failed', async () => {
    const { dataSource, sent, released } = dataSourceThat(() => Promise.reject(new Error('away')));
    const client = new UnnamedQueries(dataSource);

    await expect(client.query(STATEMENT)).rejects.toThrow('away');
    await expect(client.query(STATEMENT)).rejects.toThrow('a moment ago');
    expect(sent).toHaveLength(1);
    expect(released()).toBe(1);
  });

  it('sends statements again five seconds after the database has failed', async () => {
    const { dataSource, sent } = dataSourceThat(() => Promise.reject(new Error('away')));
    let now = 0;
    const client = new UnnamedQueries(dataSource, () => now);

    await expect(client.query(STATEMENT)).rejects.toThrow('away');
    now = 5_000;
    await expect(client.query(STATEMENT)).rejects.toThrow('away');
    expect(sent).toHaveLength(2);
  });
});
