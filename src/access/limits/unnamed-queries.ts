import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** How long the database is left alone after it failed. */
const PAUSE_MS = 5_000;

interface Statement {
  text: string;
  values?: unknown[];
}

/**
 * What rate-limiter-flexible takes for a client of PostgreSQL. It ignores the names that the limiter gives
 * its statements: behind a pooler, and on the embedded database, connections share the names.
 */
export class UnnamedQueries {
  private readonly logger = new Logger(UnnamedQueries.name);
  private pausedUntil = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly now = () => Date.now(),
  ) {}

  /** Runs a statement; for five seconds after one failed, throws at once, so that no request waits for the next. */
  async query(statement: Statement): Promise<{ rows: unknown[]; rowCount: number }> {
    if (this.now() < this.pausedUntil) throw new Error('The database failed a moment ago.');
    try {
      return await this.run(statement);
    } catch (error) {
      this.pausedUntil = this.now() + PAUSE_MS;
      this.logger.warn(`Requests are counted in memory for now: ${String(error)}`);
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
