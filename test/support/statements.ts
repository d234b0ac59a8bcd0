import pg from 'pg';

/**
 * The texts of the statements that reach the database while `work` goes on, from whichever connection of
 * this process; but for LISTEN, which every server sends once after it has started.
 */
export async function statementsDuring(work: () => PromiseLike<unknown>): Promise<string[]> {
  const { query } = pg.Client.prototype;
  const seen: string[] = [];
  pg.Client.prototype.query = function (this: pg.Client, ...request: unknown[]) {
    const [statement] = request as [string | { text: string }];
    seen.push(typeof statement === 'string' ? statement : statement.text);
    return Reflect.apply(query, this, request) as never;
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return seen.filter((text) => !text.startsWith('LISTEN'));
}
