import { PGlite } from '@electric-sql/pglite';

/** Parse, Bind, Describe, Execute, Close and Flush: until a Sync, more messages of the same statement follow. */
const CONTINUED = new Set([...'PBDECH'].map((type) => type.charCodeAt(0)));

/**
 * A PGlite that several connections share without mixing their statements. A statement with parameters is several
 * messages of the protocol, and all connections share one unnamed statement. The socket server holds back the messages
 * of other connections while `isInTransaction` says so, hence it does within a statement, too.
 */
export class UndividedPGlite extends PGlite {
  private isWithinStatement = false;

  override isInTransaction(): boolean {
    return this.isWithinStatement || super.isInTransaction();
  }

  override execProtocolRawStream(
    ...[message, options]: Parameters<PGlite['execProtocolRawStream']>
  ): Promise<void> {
    this.isWithinStatement = CONTINUED.has(message[0] ?? 0);
    return super.execProtocolRawStream(message, options);
  }
}
