import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class AdministerAccess1795737600000 extends ForwardMigration implements MigrationInterface {
  readonly name = 'AdministerAccess1795737600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await this.nameKeys(queryRunner);
    await this.separateSecrets(queryRunner);
    await this.createRoles(queryRunner);
    await this.createEvents(queryRunner);
  }

  private async nameKeys(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE ${this.table(queryRunner, 'access_api_key')}
        ADD COLUMN name text NOT NULL DEFAULT 'unnamed',
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN last_used_at timestamptz,
        ADD COLUMN revoked_at timestamptz`);
    await queryRunner.query(`
      ALTER TABLE ${this.table(queryRunner, 'access_api_key')} ALTER COLUMN name DROP DEFAULT`);
    await queryRunner.query(`
      CREATE INDEX access_api_key_created_at_idx
      ON ${this.table(queryRunner, 'access_api_key')} (created_at, id)`);
  }

  /** Moves the secrets to their own table, because a key has several of them during a rotation. */
  private async separateSecrets(queryRunner: QueryRunner): Promise<void> {
    const keys = this.table(queryRunner, 'access_api_key');
    const secrets = this.table(queryRunner, 'access_api_key_secret');
    await queryRunner.query(`
      CREATE TABLE ${secrets} (
        api_key_id text COLLATE "C" NOT NULL REFERENCES ${keys} (id),
        secret_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        valid_until timestamptz,
        CONSTRAINT access_api_key_secret_pkey PRIMARY KEY (api_key_id, secret_hash),
        CONSTRAINT access_api_key_secret_hash_check CHECK (octet_length(secret_hash) = 32)
      )`);
    await queryRunner.query(`
      INSERT INTO ${secrets} (api_key_id, secret_hash, created_at)
      SELECT id, secret_hash, created_at FROM ${keys}`);
    await queryRunner.query(`ALTER TABLE ${keys} DROP COLUMN secret_hash`);
  }

  private async createRoles(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE ${this.table(queryRunner, 'access_role')} (
        name text COLLATE "C" NOT NULL,
        permissions text[] NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT access_role_pkey PRIMARY KEY (name)
      )`);
  }

  private async createEvents(queryRunner: QueryRunner): Promise<void> {
    const events = this.table(queryRunner, 'access_event');
    const refuse = this.table(queryRunner, 'access_event_refuse_change');
    await queryRunner.query(`
      CREATE TABLE ${events} (
        id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        tenant_id text COLLATE "C" NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        details jsonb NOT NULL,
        actor text NOT NULL,
        credential_id text,
        via text NOT NULL,
        request_id text,
        CONSTRAINT access_event_pkey PRIMARY KEY (id)
      )`);
    await queryRunner.query(`
      CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation';
      END $body$`);
    await queryRunner.query(`
      CREATE TRIGGER access_event_is_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON ${events}
      FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`);
  }
}
