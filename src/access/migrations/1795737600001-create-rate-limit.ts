import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

/**
 * rate-limiter-flexible requires these column names and their order. The table is unlogged: a crash may lose counts.
 */
export class CreateRateLimit1795737600001 extends ForwardMigration implements MigrationInterface {
  readonly name = 'CreateRateLimit1795737600001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE ${this.table(queryRunner, 'access_rate_limit')} (
        key text COLLATE "C" NOT NULL,
        points integer NOT NULL DEFAULT 0,
        expire bigint,
        CONSTRAINT access_rate_limit_pkey PRIMARY KEY (key)
      )`);
  }
}
