import { HttpException, Inject, Injectable, Logger } from '@nestjs/common';
import {
  type HealthCheckResult,
  HealthCheckService,
  HealthIndicatorService,
  TypeOrmHealthIndicator,
} from '@nestjs/terminus';
import { statfs } from 'node:fs/promises';
import { ProblemError } from '../http/problems/problem.js';
import { Drain } from './http-edge/drain.js';

const DATABASE_TIMEOUT_MS = 2_000;

/** PostgreSQL writes its log in files of this size, so it needs at least one more. */
const NEEDED_BYTES = 16 * 1024 * 1024;

/** The injection token of the folder of the embedded database; null when there is none. */
export const EMBEDDED_FOLDER = Symbol('bellwether:embedded-folder');

/** Checks whether the server can serve requests. It logs when this changes, not every failed check. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger(Readiness.name);
  private isReady = true;

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: TypeOrmHealthIndicator,
    @Inject(EMBEDDED_FOLDER) private readonly embeddedFolder: string | null,
    private readonly drain: Drain,
  ) {}

  /**
   * @throws ProblemError `unavailable` when the database does not answer, when the disk of the embedded database is
   * full, or when the server is stopping
   */
  async check(): Promise<void> {
    if (this.drain.hasBegun) throw new ProblemError('unavailable', 'The server is stopping.');
    const cause = await this.causeOfFailure();
    this.logChange(cause);
    if (cause !== undefined) throw new ProblemError('unavailable');
  }

  private async causeOfFailure(): Promise<string | undefined> {
    try {
      await this.health.check([
        () => this.database.pingCheck('database', { timeout: DATABASE_TIMEOUT_MS }),
        () => this.indicators.check('disk').attempt(() => this.checkDisk()),
      ]);
      return undefined;
    } catch (error) {
      if (!(error instanceof HttpException)) throw error;
      const { error: failed = {} } = error.getResponse() as HealthCheckResult;
      // An AggregateError, as of a host name with several addresses, has no message.
      const causes = Object.entries(failed).map(
        ([name, result]) => `${name}: ${String(result?.message) || 'no connection'}`,
      );
      return causes.join('; ');
    }
  }

  private async checkDisk(): Promise<void> {
    if (this.embeddedFolder === null) return;
    const { bavail, bsize } = await statfs(this.embeddedFolder);
    if (bavail * bsize >= NEEDED_BYTES) return;
    throw new Error('less than 16 MiB are free in DATA_DIR');
  }

  private logChange(cause: string | undefined): void {
    const isReady = cause === undefined;
    if (isReady === this.isReady) return;
    this.isReady = isReady;
    if (isReady) this.logger.log('The server is ready again.');
    else this.logger.error(`The server is not ready. ${cause}`);
  }
}
