import { HttpException, Injectable, Logger } from '@nestjs/common';
import {
  type HealthCheckResult,
  HealthCheckService,
  TypeOrmHealthIndicator,
} from '@nestjs/terminus';
import { ProblemError } from '../http/problems/problem.js';
import { Drain } from './http-edge/drain.js';

const DATABASE_TIMEOUT_MS = 2_000;

/** Checks whether the server can serve requests. It logs when this changes, not every failed check. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger(Readiness.name);
  private isReady = true;

  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly drain: Drain,
  ) {}

  /** @throws ProblemError `unavailable` when the database does not answer, or when the server is stopping */
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

  private logChange(cause: string | undefined): void {
    const isReady = cause === undefined;
    if (isReady === this.isReady) return;
    this.isReady = isReady;
    if (isReady) this.logger.log('The server is ready again.');
    else this.logger.error(`The server is not ready. ${cause}`);
  }
}
