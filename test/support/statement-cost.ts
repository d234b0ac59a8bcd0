import type { DataSource } from 'typeorm';
import type { Statement } from './statements.js';

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

/**
 * How many pages of tables and indexes PostgreSQL reads to run a statement with a generic plan, like
 * the one that it may keep for a prepared statement.
 */
export async function pagesReadBy(
  dataSource: DataSource,
  { text, values }: Statement,
): Promise<number> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL plan_cache_mode = force_generic_plan');
    await manager.query(`PREPARE measured AS ${text}`);
    const [row] = await manager.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE measured (${values.map(literal).join(', ')})`,
    );
    await manager.query('DEALLOCATE measured');
    const [{ Plan: plan }] = row['QUERY PLAN'];
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  });
}

/** A value as SQL, because EXECUTE accepts no protocol parameters. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  const text = typeof value === 'string' ? value : arrayOrJson(value);
  return `'${text.replaceAll("'", "''")}'`;
}

/** An array of texts as PostgreSQL writes it, and any other value as JSON. */
function arrayOrJson(value: unknown): string {
  const json = JSON.stringify(value);
  return Array.isArray(value) ? `{${json.slice(1, -1)}}` : json;
}
