import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class CreateNotificationPreferenceVersion1795478400000
  extends ForwardMigration
  implements MigrationInterface
{
  readonly name = 'CreateNotificationPreferenceVersion1795478400000';

  /**
   * Preferences that exist already become version 1, written by `system`. With the default of the column, a server of
   * the previous release can still write while this one starts; its writes create no versions.
   */
  async up(queryRunner: QueryRunner): Promise<void> {
    const preferences = this.table(queryRunner, 'notification_preference');
    const versions = this.table(queryRunner, 'notification_preference_version');
    await queryRunner.query(
      `ALTER TABLE ${preferences} ADD COLUMN version integer NOT NULL DEFAULT 1`,
    );
    await queryRunner.query(`
      CREATE TABLE ${versions} (
        preference_id uuid NOT NULL,
        changed_at timestamptz NOT NULL,
        version integer NOT NULL,
        in_app_enabled boolean NOT NULL,
        email_enabled boolean NOT NULL,
        push_enabled boolean NOT NULL,
        deleted boolean NOT NULL DEFAULT false,
        digest text NOT NULL,
        tenant_id text COLLATE "C" NOT NULL DEFAULT '',
        owner_id text COLLATE "C" NOT NULL,
        category text COLLATE "C" NOT NULL,
        actor text NOT NULL,
        credential_id text,
        via text NOT NULL,
        request_id text,
        CONSTRAINT notification_preference_version_pkey
          PRIMARY KEY (tenant_id, owner_id, preference_id, version)
      )`);
    await queryRunner.query(`
      INSERT INTO ${versions}
        (preference_id, changed_at, version, in_app_enabled, email_enabled, push_enabled, digest,
         tenant_id, owner_id, category, actor, via)
      SELECT id, updated_at, version, in_app_enabled, email_enabled, push_enabled, digest,
             tenant_id, owner_id, category, 'system', 'migration'
      FROM ${preferences}`);
  }
}
