import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class IndexTheHistory1795824000000 extends ForwardMigration implements MigrationInterface {
  readonly name = 'IndexTheHistory1795824000000';

  /**
   * Adds an index in the order in which an owner's changes are read. Its condition is true for every row. PostgreSQL
   * uses the index only for a statement that repeats the condition. Without the condition, it would also use it for
   * other statements with a tenant and an owner, and read all versions of the owner where the primary key finds one. An
   * index of that name that an operator created before (docs/operations.md) stays.
   */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX IF NOT EXISTS notification_preference_version_history_idx
      ON ${this.table(queryRunner, 'notification_preference_version')}
        (tenant_id, owner_id, changed_at, preference_id, version) WHERE version > 0`);
  }
}
