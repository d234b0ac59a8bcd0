import type { DataSource, EntityManager } from 'typeorm';
import { openDataSource } from '../../src/server/database/data-source.js';
import { emptyFolder } from '../support/test-database.js';

describe('the embedded database', () => {
  let database: Awaited<ReturnType<typeof emptyFolder>>;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await emptyFolder();
    dataSource = await openDataSource(database.config);
    await dataSource.initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.remove();
  });

  /** Selects a value under a unique column name, so that an answer to another statement is noticed. */
  const ask = (by: DataSource | EntityManager, name: string) =>
    by.query<object[]>(`SELECT $1::text AS ${name}`, [`value of ${name}`]);

  it('gives every connection the answers to its own statements while other connections run transactions', async () => {
    const loose = async (name: string) => {
      const answers: unknown[] = [];
      for (let i = 0; i < 50; i += 1) answers.push(await ask(dataSource, name));
      return answers;
    };
    const together = (name: string) =>
      Promise.all(
        Array.from({ length: 25 }, () => dataSource.transaction((manager) => ask(manager, name))),
      );
    const names = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(
      names.map((name, i) => (i < 2 ? loose(name) : together(name))),
    );

    names.forEach((name, i) => {
      const expected = [{ [name]: `value of ${name}` }];
      expect(answers[i]).toEqual(answers[i]!.map(() => expected));
    });
  });
});
