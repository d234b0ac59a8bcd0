import pg from 'pg';

/**
 * A connection that is given up once a statement on it ran into the time limit. node-postgres itself
 * would put it back into the pool, where one that went silent, as in a failover, is handed out again.
 */
export class ClientDiscardedOnTimeout extends pg.Client {
  override query = ((...args: unknown[]): unknown => this.send(...args)) as pg.Client['query'];

  /** As `query`, whichever of its forms is used. */
  protected send(...args: unknown[]): unknown {
    const result: unknown = super.query(...(args as Parameters<pg.Client['query']>));
    if (result instanceof Promise) {
      result.catch((error: unknown) => {
        if ((error as Error).message === 'Query read timeout') void this.end();
      });
    }
    return result;
  }
}
