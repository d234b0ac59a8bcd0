import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class CreateNotificationPreference1795392000000
  extends ForwardMigration
  implements MigrationInterface
{
  readonly name = 'CreateNotificationPreference1795392000000';

  /**
   * With COLLATE "C", an upgrade of the operating system's locales cannot corrupt the key, and the order is the same on
   * every engine. The global default has the category '', so that the key is a plain primary key. Columns of fixed
   * width come first, so that there is no padding between them.
   */
  async up(queryRunner: QueryRunner): Promise<void> {
    await this.createSchema(queryRunner);
    await queryRunner.query(`
      CREATE TABLE ${this.table(queryRunner, 'notification_preference')} (
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
}
