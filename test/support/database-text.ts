import type { DataSource } from 'typeorm';

/** Every row of every table as text, as in a dump of the database. */
export async function databaseText(dataSource: DataSource): Promise<string> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts = tables.map(async ({ name }) => {
    const rows = await dataSource.query<{ text: string }[]>(
      `SELECT row::text AS text FROM ${name} AS row`,
    );
    return [name, ...rows.map(({ text }) => text)].join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}

/** The secret part of an API key, without its checksum. */
export function secretPart(key: string): string {
  return (key.split('_')[2] ?? '').slice(0, 43);
}
