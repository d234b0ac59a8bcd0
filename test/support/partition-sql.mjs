import { readFile } from 'node:fs/promises';

/** The SQL in docs/scaling.md that partitions the tables. */
export async function partitionSql() {
  const page = await readFile('docs/scaling.md', 'utf8');
  const [, sql] = /```sql\n([^]*?PARTITION BY HASH[^]*?)```/.exec(page) ?? [];
  if (sql === undefined) throw new Error('docs/scaling.md has no SQL that partitions.');
  return sql;
}
