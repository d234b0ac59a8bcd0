import pg from 'pg';

/**
 * A connection that closes after a statement timeout. node-postgres would return it to the pool, and the pool would use
 * it again even if the server no longer answers, as after a failover.
 */
export class ClientDiscardedOnTimeout extends pg.Client {
  override query = ((...args: unknown[]): unknown => this.send(...args)) as pg.Client['query'];

  /** Sends a statement. It takes the arguments of every form of `query`. */
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
