import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ForwardMigration } from '../../postgres/forward-migration.js';

export class VersionsAreOnlyAdded1795651200000
  extends ForwardMigration
  implements MigrationInterface
{
  readonly name = 'VersionsAreOnlyAdded1795651200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await this.refuseChanges(queryRunner);
    await this.createTombstones(queryRunner);
    await this.createErasure(queryRunner);
  }

  /** The trigger allows changes only while the erasure function sets a parameter, which ends with its transaction. */
  private async refuseChanges(queryRunner: QueryRunner): Promise<void> {
    const refuse = this.table(queryRunner, 'notification_version_refuse_change');
    await queryRunner.query(`
      CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        IF TG_OP <> 'TRUNCATE' AND current_setting('bellwether.erasing', true) = 'on' THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation',
                HINT = 'An owner is erased by notification_erase_owner.';
      END $body$`);
    for (const name of ['notification_preference_version', 'notification_category_version']) {
      await queryRunner.query(`
        CREATE TRIGGER notification_version_is_only_added
        BEFORE UPDATE OR DELETE OR TRUNCATE ON ${this.table(queryRunner, name)}
        FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`);
    }
  }

  /** The index contains the changes that were made for another owner. An erasure uses it to find those of an actor. */
  private async createTombstones(queryRunner: QueryRunner): Promise<void> {
    const versions = this.table(queryRunner, 'notification_preference_version');
    const erasures = this.table(queryRunner, 'notification_erasure');
    await queryRunner.query(`
      CREATE INDEX notification_preference_version_actor_idx
      ON ${versions} (tenant_id, actor COLLATE "C") WHERE actor COLLATE "C" <> owner_id`);
    await queryRunner.query(`
      CREATE TABLE ${erasures} (
        id uuid NOT NULL,
        erased_at timestamptz NOT NULL,
        preferences integer NOT NULL,
        versions integer NOT NULL,
        acted integer NOT NULL,
        owner_hmac text,
        credential_id text,
        CONSTRAINT notification_erasure_pkey PRIMARY KEY (id)
      )`);
  }

  private async createErasure(queryRunner: QueryRunner): Promise<void> {
    const preferences = this.table(queryRunner, 'notification_preference');
    const versions = this.table(queryRunner, 'notification_preference_version');
    const categoryVersions = this.table(queryRunner, 'notification_category_version');
    const erasures = this.table(queryRunner, 'notification_erasure');
    await queryRunner.query(`
      CREATE FUNCTION ${this.table(queryRunner, 'notification_erase_owner')}(
        erased_tenant text, erased_owner text,
        tombstone_id uuid, tombstone_hmac text, tombstone_credential text
      ) RETURNS void LANGUAGE plpgsql AS $body$
      DECLARE
        erased_preferences integer;
        erased_versions integer;
        acted_versions integer;
        acted_categories integer;
      BEGIN
        PERFORM set_config('bellwether.erasing', 'on', true);
        DELETE FROM ${preferences}
        WHERE tenant_id = erased_tenant AND owner_id = erased_owner;
        GET DIAGNOSTICS erased_preferences = ROW_COUNT;
        DELETE FROM ${versions}
        WHERE tenant_id = erased_tenant AND owner_id = erased_owner;
        GET DIAGNOSTICS erased_versions = ROW_COUNT;
        UPDATE ${versions} SET actor = 'erased', credential_id = NULL
        WHERE tenant_id = erased_tenant AND actor COLLATE "C" = erased_owner
          AND actor COLLATE "C" <> owner_id;
        GET DIAGNOSTICS acted_versions = ROW_COUNT;
        UPDATE ${categoryVersions} SET actor = 'erased', credential_id = NULL
        WHERE tenant_id = erased_tenant AND actor = erased_owner;
        GET DIAGNOSTICS acted_categories = ROW_COUNT;
        PERFORM set_config('bellwether.erasing', '', true);
        IF erased_preferences + erased_versions + acted_versions + acted_categories > 0 THEN
          INSERT INTO ${erasures}
            (id, erased_at, preferences, versions, acted, owner_hmac, credential_id)
          VALUES
            (tombstone_id, date_trunc('milliseconds', clock_timestamp()), erased_preferences,
             erased_versions, acted_versions + acted_categories, tombstone_hmac,
             tombstone_credential);
        END IF;
      END $body$`);
  }
}
