import type { DataSource } from 'typeorm';

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

/**
 * How many pages of tables and indexes PostgreSQL looks at to run a statement under a plan that is made for any
 * parameters, as it keeps one for prepared statements.
 */
export async function pagesReadBy(
  dataSource: DataSource,
  text: string,
  parameters: (string | number | null)[],
): Promise<number> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL plan_cache_mode = force_generic_plan');
    await manager.query(`PREPARE measured AS ${text}`);
    const [row] = await manager.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE measured (${parameters.map(literal).join(', ')})`,
    );
    await manager.query('DEALLOCATE measured');
    const [{ Plan: plan }] = row['QUERY PLAN'];
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  });
}

/** EXECUTE takes no parameters from the protocol. */
function literal(value: string | number | null): string {
  return value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;
}
