import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

const STATE = `
        required_channels text[] NOT NULL,
        opt_in boolean NOT NULL,
        deleted boolean NOT NULL DEFAULT false,
        title text,
        description text,
        default_preference jsonb`;

export class CreateNotificationCategory1795564800000
  extends ForwardMigration
  implements MigrationInterface
{
  readonly name = 'CreateNotificationCategory1795564800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE ${this.table(queryRunner, 'notification_category')} (
        tenant_id text COLLATE "C" NOT NULL DEFAULT '',
        name text COLLATE "C" NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        ${STATE},
        CONSTRAINT notification_category_pkey PRIMARY KEY (tenant_id, name)
      )`);
    await queryRunner.query(`
      CREATE TABLE ${this.table(queryRunner, 'notification_category_version')} (
        tenant_id text COLLATE "C" NOT NULL DEFAULT '',
        name text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        changed_at timestamptz NOT NULL,
        ${STATE},
        actor text NOT NULL,
        credential_id text,
        via text NOT NULL,
        request_id text,
        CONSTRAINT notification_category_version_pkey PRIMARY KEY (tenant_id, name, version)
      )`);
  }
}
