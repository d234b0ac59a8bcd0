import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tableOf } from '../../messaging/migration-table.js';

export class CreateApiKey1795392000001 implements MigrationInterface {
  name = 'CreateApiKey1795392000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    const table = tableOf(queryRunner, 'access_api_key');
    await queryRunner.query(`
      CREATE TABLE ${table} (
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

  async down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward; restore a backup instead.'));
  }
}
