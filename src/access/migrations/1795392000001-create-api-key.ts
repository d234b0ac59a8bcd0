import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class CreateApiKey1795392000001 extends ForwardMigration implements MigrationInterface {
  readonly name = 'CreateApiKey1795392000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE ${this.table(queryRunner, 'access_api_key')} (
        id text COLLATE "C" NOT NULL,
        secret_hash bytea NOT NULL,
        tenant_id text COLLATE "C" NOT NULL DEFAULT '',
        owner_id text COLLATE "C" NOT NULL,
        role text COLLATE "C" NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT access_api_key_pkey PRIMARY KEY (id),
        CONSTRAINT access_api_key_secret_hash_check CHECK (octet_length(secret_hash) = 32)
      )`);
  }
}
