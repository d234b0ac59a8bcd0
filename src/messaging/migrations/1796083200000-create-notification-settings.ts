import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

/** The columns of settings and of their versions. A list is never null. */
const VALUES = `
        tenant_id text COLLATE "C" NOT NULL DEFAULT '',
        owner_id text COLLATE "C" NOT NULL,
        time_zone text,
        locale text,
        daily_digest_at text NOT NULL,
        quiet_hours jsonb NOT NULL,
        paused_until timestamptz,
        closed_channels text[] NOT NULL`;

export class CreateNotificationSettings1796083200000
  extends ForwardMigration
  implements MigrationInterface
{
  readonly name = 'CreateNotificationSettings1796083200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const versions = this.table(queryRunner, 'notification_settings_version');
    await queryRunner.query(`
      CREATE TABLE ${this.table(queryRunner, 'notification_settings')} (
        id uuid NOT NULL,${VALUES},
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT notification_settings_pkey PRIMARY KEY (tenant_id, owner_id)
      )`);
    await queryRunner.query(`
      CREATE TABLE ${versions} (${VALUES},
        version integer NOT NULL,
        changed_at timestamptz NOT NULL,
        actor text NOT NULL,
        credential_id text,
        via text NOT NULL,
        request_id text,
        CONSTRAINT notification_settings_version_pkey PRIMARY KEY (tenant_id, owner_id, version)
      )`);
    await queryRunner.query(`
      CREATE INDEX notification_settings_version_actor_idx
      ON ${versions} (tenant_id, actor COLLATE "C") WHERE actor COLLATE "C" <> owner_id`);
    await queryRunner.query(`
      CREATE TRIGGER notification_version_is_only_added
      BEFORE UPDATE OR DELETE OR TRUNCATE ON ${versions}
      FOR EACH STATEMENT EXECUTE FUNCTION ${this.table(queryRunner, 'notification_version_refuse_change')}()`);
  }
}
