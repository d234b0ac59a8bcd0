import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class CountErasedRowsByKind1795910400000
  extends ForwardMigration
  implements MigrationInterface
{
  readonly name = 'CountErasedRowsByKind1795910400000';

  /** Removes the SQL function for erasures, because each folder now erases its own tables in code. */
  async up(queryRunner: QueryRunner): Promise<void> {
    const erasures = this.table(queryRunner, 'notification_erasure');
    await queryRunner.query(`
      ALTER TABLE ${erasures} ADD COLUMN erased jsonb NOT NULL DEFAULT '{}'`);
    await queryRunner.query(`
      UPDATE ${erasures} SET erased = jsonb_build_object(
        'preferences', preferences, 'preference_versions', versions, 'changes_for_others', acted)`);
    await queryRunner.query(`
      ALTER TABLE ${erasures} ALTER COLUMN erased DROP DEFAULT,
        DROP COLUMN preferences, DROP COLUMN versions, DROP COLUMN acted`);
    await queryRunner.query(`
      DROP FUNCTION ${this.table(queryRunner, 'notification_erase_owner')}(text, text, uuid, text, text)`);
  }
}
