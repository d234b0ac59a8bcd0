import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tableOf } from '../migration-table.js';

export class CreateNotificationPreference1795392000000 implements MigrationInterface {
  name = 'CreateNotificationPreference1795392000000';

  /**
   * COLLATE "C": an upgrade of the operating system's locales cannot corrupt the key, and order is
   * the same on every engine. The global default is category '', so that the key is a plain primary
   * key. Columns of fixed width come first: that leaves no padding between them.
   */
  async up(queryRunner: QueryRunner): Promise<void> {
    const table = tableOf(queryRunner, 'notification_preference');
    await queryRunner.query(`
      CREATE TABLE ${table} (
        id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        in_app_enabled boolean NOT NULL,
        email_enabled boolean NOT NULL,
        push_enabled boolean NOT NULL,
        digest text NOT NULL,
        tenant_id text COLLATE "C" NOT NULL DEFAULT '',
        owner_id text COLLATE "C" NOT NULL,
        category text COLLATE "C" NOT NULL,
        CONSTRAINT notification_preference_pkey PRIMARY KEY (tenant_id, owner_id, category),
        CONSTRAINT notification_preference_digest_check
          CHECK (digest IN ('instant', 'hourly', 'daily', 'off'))
      )`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward; restore a backup instead.'));
  }
}
