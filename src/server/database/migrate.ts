import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { StartError } from '../config/start-error.js';
import { withoutStatementTimeout } from './data-source.js';

// An arbitrary number. Every version of Bellwether must use the same one.
const MIGRATION_LOCK = 7_234_519_806;

const OLDEST_VERSION = 150_000;

/**
 * Runs the pending migrations on the database of `dataSource` in one transaction. It holds an advisory lock, so that
 * when several servers start at once, one migrates and the others wait.
 * @returns the names of the migrations that ran
 * @throws StartError when the database cannot be reached or is older than PostgreSQL 15
 */
export async function migrate({ options }: DataSource): Promise<string[]> {
  const dataSource = new DataSource(withoutStatementTimeout(options));
  await dataSource.initialize().catch(refuse);
  const queryRunner = dataSource.createQueryRunner();
  try {
    await refuseOldVersion(queryRunner);
    await queryRunner.startTransaction();
    await queryRunner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const executor = new MigrationExecutor(dataSource, queryRunner);
    executor.transaction = 'all';
    const done = await executor.executePendingMigrations();
    await queryRunner.commitTransaction();
    return done.map(({ name }) => name);
  } finally {
    await queryRunner.release();
    await dataSource.destroy();
  }
}

function refuse(error: unknown): never {
  const { message, code } = error as Error & { code?: string };
  throw new StartError(`DATABASE_URL: cannot connect to the database: ${message || code}`);
}

async function refuseOldVersion(queryRunner: QueryRunner): Promise<void> {
  const rows: unknown = await queryRunner.query(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  const [row] = rows as [{ version: string; number: number }];
  if (row.number < OLDEST_VERSION) {
    throw new StartError(
      `DATABASE_URL: PostgreSQL 15 or later is required; this server has version ${row.version}.`,
    );
  }
}
