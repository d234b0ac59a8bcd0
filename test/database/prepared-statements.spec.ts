import { DataSource } from 'typeorm';
import { openDataSource } from '../../src/server/database/data-source.js';
import { emptyDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';

interface Prepared {
  name: string;
  statement: string;
}

/** One connection, which every statement is sent on. */
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

  it('are prepared under a name that tells the text', async () => {
    const [text, other] = [newText(), newText()];
    for (const each of [text, other, text]) await run(each);
    const statements = await prepared();

    expect(textsOf(statements)).toEqual(expect.arrayContaining([text, other]));
    expect(new Set(statements.map(({ name }) => name)).size).toBe(statements.length);
  });

  it('are answered when the connection forgot them, as another one behind a pooler would have', async () => {
    const text = newText();
    await run(text);
    await dataSource.query('DEALLOCATE ALL');

    expect(await run(text)).toEqual([{ given: 'a', number: texts }]);
    expect(await run(text)).toEqual([{ given: 'a', number: texts }]);
    expect(textsOf(await prepared())).not.toContain(text);
  });

  it('are answered when somebody else prepared them on the connection', async () => {
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

  it('are not prepared within a transaction, which an unknown name would end', async () => {
    const text = newText();
    await dataSource.transaction((manager) => manager.query(text, ['a']));

    expect(textsOf(await prepared())).not.toContain(text);
  });

  it('that fail are told as they fail', async () => {
    await expect(dataSource.query('SELECT $1::integer', ['one'])).rejects.toMatchObject({
      code: '22P02',
    });
  });
});
