import { PGlite } from '@electric-sql/pglite';

/** Parse, Bind, Describe, Execute, Close and Flush. More messages of the same statement follow them, until a Sync. */
const CONTINUED = new Set([...'PBDECH'].map((type) => type.charCodeAt(0)));

/**
 * A PGlite that several connections can share. A statement with parameters consists of several protocol messages, and
 * all connections share one unnamed statement. The socket server delays the messages of other connections while
 * `isInTransaction` is true, so it is also true within a statement.
 */
export class SharedPGlite extends PGlite {
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
