import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class IndexTheHistoryByCategory1795996800000
  extends ForwardMigration
  implements MigrationInterface
{
  readonly name = 'IndexTheHistoryByCategory1795996800000';

  /**
   * Adds an index that finds the last change of a category until a time, for effective preferences at that time. Its
   * condition is true for every row, and is there for the same reason as in the index of the history. An index of that
   * name that an operator created before (docs/operations.md) stays.
   */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX IF NOT EXISTS notification_preference_version_category_idx
      ON ${this.table(queryRunner, 'notification_preference_version')}
        (tenant_id, owner_id, category, changed_at, preference_id, version) WHERE version > 0`);
  }
}
