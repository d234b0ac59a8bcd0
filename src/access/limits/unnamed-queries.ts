import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** The time after a failure in which no statement is sent, in milliseconds. */
const PAUSE_MS = 5_000;

interface Statement {
  text: string;
  values?: unknown[];
}

/**
 * A PostgreSQL client for rate-limiter-flexible that ignores the statement names of the limiter, because connections
 * share these names behind a pooler and on the embedded database.
 */
export class UnnamedQueries {
  private readonly logger = new Logger(UnnamedQueries.name);
  private pausedUntil = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly now = () => Date.now(),
  ) {}

  /**
   * Runs a statement. For five seconds after a failure it throws at once, so that requests do not wait for a database
   * that is unavailable.
   */
  async query(statement: Statement): Promise<{ rows: unknown[]; rowCount: number }> {
    if (this.now() < this.pausedUntil) throw new Error('The database failed a moment ago.');
    try {
      return await this.run(statement);
    } catch (error) {
      this.pausedUntil = this.now() + PAUSE_MS;
      this.logger.warn(`The database failed. Requests are counted in memory: ${String(error)}`);
      throw error;
    }
  }

  private async run({ text, values }: Statement): Promise<{ rows: unknown[]; rowCount: number }> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const { records, affected } = await runner.query(text, values, true);
      return { rows: records, rowCount: affected ?? records.length };
    } finally {
      await runner.release();
    }
  }
}
