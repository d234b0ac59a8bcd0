import pg from 'pg';

/** A statement that was sent to the database. */
export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * The texts of the statements that all connections of this process send while `work` runs, except
 * LISTEN, which every server sends once after its start.
 */
export async function statementsDuring(work: () => PromiseLike<unknown>): Promise<string[]> {
  return (await sentDuring(work)).map(({ text }) => text);
}

/** Like `statementsDuring`, with the values of the parameters. */
export async function sentDuring(work: () => PromiseLike<unknown>): Promise<Statement[]> {
  const { query } = pg.Client.prototype;
  const seen: Statement[] = [];
  pg.Client.prototype.query = function (this: pg.Client, ...request: unknown[]) {
    seen.push(statementOf(request));
    return Reflect.apply(query, this, request) as never;
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return seen.filter(({ text }) => !text.startsWith('LISTEN'));
}

function statementOf([statement, values]: unknown[]): Statement {
  const given = typeof statement === 'string' ? { text: statement, values } : statement;
  const { text, values: all } = given as { text: string; values?: unknown };
  return { text, values: Array.isArray(all) ? all : [] };
}
