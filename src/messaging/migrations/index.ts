import type { MigrationInterface } from 'typeorm';
import { CreateNotificationPreference1795392000000 } from './1795392000000-create-notification-preference.js';
import { CreateNotificationPreferenceVersion1795478400000 } from './1795478400000-create-notification-preference-version.js';
import { CreateNotificationCategory1795564800000 } from './1795564800000-create-notification-category.js';
import { VersionsAreOnlyAdded1795651200000 } from './1795651200000-versions-are-only-added.js';
import { IndexTheHistory1795824000000 } from './1795824000000-index-the-history.js';
import { CountErasedRowsByKind1795910400000 } from './1795910400000-count-erased-rows-by-kind.js';
import { CreateNotificationSettings1796083200000 } from './1796083200000-create-notification-settings.js';
import type { ForwardMigration } from '../../postgres/forward-migration.js';
import { type MigrationSql, sqlOf } from '../../postgres/migration-sql.js';
import { isSchemaName, SCHEMA_NAME } from '../../postgres/schema-name.js';

export type { MigrationSql };

const MIGRATIONS: readonly (new () => ForwardMigration & MigrationInterface)[] = [
  CreateNotificationPreference1795392000000,
  CreateNotificationPreferenceVersion1795478400000,
  CreateNotificationCategory1795564800000,
  VersionsAreOnlyAdded1795651200000,
  IndexTheHistory1795824000000,
  CountErasedRowsByKind1795910400000,
  CreateNotificationSettings1796083200000,
];

/** The options of `messagingMigrations` and `messagingMigrationsSql`. */
export interface MessagingMigrationsOptions {
  /**
   * The schema for the tables, which the migrations create if it is missing. Its name is part of the names of the
   * migrations, so that one database can have the tables in several schemas. By default it is the schema of the data
   * source.
   */
  schema?: string;
}

/**
 * The migrations of Bellwether's tables, oldest first. Add them to the host's own in `migrations` of a data source.
 * They cannot be reverted.
 * @throws Error with one line when `schema` is not the name of a schema
 * @example migrations: [...hostMigrations, ...messagingMigrations()]
 */
export function messagingMigrations({
  schema,
}: MessagingMigrationsOptions = {}): (new () => MigrationInterface)[] {
  if (schema === undefined) return [...MIGRATIONS];
  if (!isSchemaName(schema)) {
    throw new Error(`MessagingModule: the schema for messagingMigrations must be ${SCHEMA_NAME}.`);
  }
  return MIGRATIONS.map(
    (Migration) =>
      class extends Migration {
        override name = `${schema}.${new Migration().name}`;
        protected override readonly schema = schema;
      },
  );
}

/**
 * The SQL of the migrations, oldest first, for a host that does not run migrations with TypeORM. Run the SQL of each
 * once, in this order.
 * @throws Error with one line when `schema` is not the name of a schema
 */
export function messagingMigrationsSql(
  options?: MessagingMigrationsOptions,
): Promise<MigrationSql[]> {
  return Promise.all(messagingMigrations(options).map((Migration) => sqlOf(new Migration())));
}
