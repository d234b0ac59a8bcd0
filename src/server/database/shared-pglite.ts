import { PGlite } from '@electric-sql/pglite';

const ERROR_RESPONSE = 'E'.charCodeAt(0);

/** The field with the message of an error (PostgreSQL manual, section 55.8), when the log cannot be written. */
const LOG_IS_NOT_WRITTEN = '\0Mcould not write to file "pg_wal/';

/** Parse, Bind, Describe, Execute, Close and Flush. More messages of the same statement follow them, until a Sync. */
const CONTINUED = new Set([...'PBDECH'].map((type) => type.charCodeAt(0)));

/**
 * A PGlite that several connections can share. A statement with parameters consists of several protocol messages, and
 * all connections share one unnamed statement. The socket server delays the messages of other connections while
 * `isInTransaction` is true, so it is also true within a statement.
 *
 * After an error of its log, on a full disk, PGlite blocks the process with the next change. So it calls
 * `onLogFailure`.
 */
export class SharedPGlite extends PGlite {
  private isWithinStatement = false;

  constructor(
    dataDir: string,
    private readonly onLogFailure: () => void,
  ) {
    super({ dataDir });
  }

  override isInTransaction(): boolean {
    return this.isWithinStatement || super.isInTransaction();
  }

  override execProtocolRawStream(
    ...[message, options]: Parameters<PGlite['execProtocolRawStream']>
  ): Promise<void> {
    this.isWithinStatement = CONTINUED.has(message[0] ?? 0);
    const onRawData = (data: Uint8Array) => {
      if (data[0] === ERROR_RESPONSE && Buffer.from(data).includes(LOG_IS_NOT_WRITTEN)) {
        this.onLogFailure();
      }
      options.onRawData(data);
    };
    return super.execProtocolRawStream(message, { ...options, onRawData });
  }
}
