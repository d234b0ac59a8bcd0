import type { Database } from './database.js';

/** Runs a statement that changes rows and has no RETURNING. Returns the number of changed rows. */
export async function countChanged(
  database: Pick<Database, 'query'>,
  statement: string,
  parameters: unknown[],
): Promise<number> {
  const [row] = await database.query<[{ count: number }]>(
    `WITH changed AS (${statement} RETURNING 1) SELECT count(*)::integer AS count FROM changed`,
    parameters,
  );
  return row.count;
}
