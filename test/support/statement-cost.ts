import type { DataSource } from 'typeorm';
import type { Statement } from './statements.js';

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

/**
 * How many pages of tables and indexes PostgreSQL looks at to run a statement under a plan that is made for any
 * values, as it keeps one for prepared statements.
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

/** A value as SQL: EXECUTE takes none from the protocol. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}
