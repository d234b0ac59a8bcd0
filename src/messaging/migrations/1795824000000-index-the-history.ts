import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class IndexTheHistory1795824000000 extends ForwardMigration implements MigrationInterface {
  readonly name = 'IndexTheHistory1795824000000';

  /**
   * The order in which an owner's changes are read. The condition is true of every row. PostgreSQL takes the
   * index only for a statement that repeats the condition; others, which also name a tenant and an owner, would
   * read all versions of the owner through it where the primary key leads to one. An index of that name that an
   * operator built before (docs/operations.md) stays.
   */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX IF NOT EXISTS notification_preference_version_history_idx
      ON ${this.table(queryRunner, 'notification_preference_version')}
        (tenant_id, owner_id, changed_at, preference_id, version) WHERE version > 0`);
  }
}
