import { DataSource } from 'typeorm';
import { openDataSource } from '../../src/server/database/data-source.js';
import { emptyDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';

interface Prepared {
  name: string;
  statement: string;
}

/** The pool has one connection, so every statement uses the same one. */
(onPostgres ? describe : describe.skip)('statements with parameters', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let texts = 0;

  const newText = () => `SELECT $1::text AS given, ${(texts += 1)} AS number`;
  const run = (text: string) => dataSource.query<object[]>(text, ['a']);
  const prepared = async () => {
    const all = await dataSource.query<Prepared[]>(
      'SELECT name, statement FROM pg_prepared_statements',
    );
    return all.filter(({ name }) => name.startsWith('bellwether_'));
  };
  const textsOf = (statements: Prepared[]) => statements.map(({ statement }) => statement);

  beforeAll(async () => {
    database = await emptyDatabase();
    const { options } = await openDataSource(database.config);
    dataSource = new DataSource({ ...options, poolSize: 1 } as typeof options);
    await dataSource.initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.remove();
  });

  it('statements with different texts are prepared under different names', async () => {
    const [text, other] = [newText(), newText()];
    for (const each of [text, other, text]) await run(each);
    const statements = await prepared();

    expect(textsOf(statements)).toEqual(expect.arrayContaining([text, other]));
    expect(new Set(statements.map(({ name }) => name)).size).toBe(statements.length);
  });

  it('a statement works on a connection that has not prepared it, as behind a pooler', async () => {
    const text = newText();
    await run(text);
    await dataSource.query('DEALLOCATE ALL');

    expect(await run(text)).toEqual([{ given: 'a', number: texts }]);
    expect(await run(text)).toEqual([{ given: 'a', number: texts }]);
    expect(textsOf(await prepared())).not.toContain(text);
  });

  it('a statement works when another client prepared it on the connection', async () => {
    const text = newText();
    await run(text);
    const [{ name }] = (await prepared()).filter(({ statement }) => statement === text) as [
      Prepared,
    ];
    const stranger = new DataSource(dataSource.options);
    await stranger.initialize();
    await stranger.query(`PREPARE ${name} (text) AS ${text}`);

    expect(await stranger.query(text, ['b'])).toEqual([{ given: 'b', number: texts }]);
    await stranger.destroy();
  });

  it('a statement in a transaction is not prepared, because an unknown name would abort the transaction', async () => {
    const text = newText();
    await dataSource.transaction((manager) => manager.query(text, ['a']));

    expect(textsOf(await prepared())).not.toContain(text);
  });

  it('an error of a prepared statement reaches the caller unchanged', async () => {
    await expect(dataSource.query('SELECT $1::integer', ['one'])).rejects.toMatchObject({
      code: '22P02',
    });
  });
});
