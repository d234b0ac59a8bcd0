import type { MigrationInterface } from 'typeorm';
import { CreateNotificationPreference1795392000000 } from './1795392000000-create-notification-preference.js';
import { CreateNotificationPreferenceVersion1795478400000 } from './1795478400000-create-notification-preference-version.js';
import { CreateNotificationCategory1795564800000 } from './1795564800000-create-notification-category.js';
import { VersionsAreOnlyAdded1795651200000 } from './1795651200000-versions-are-only-added.js';
import { IndexTheHistory1795824000000 } from './1795824000000-index-the-history.js';
import { CountErasedRowsByKind1795910400000 } from './1795910400000-count-erased-rows-by-kind.js';
import type { ForwardMigration } from '../../postgres/forward-migration.js';

const MIGRATIONS: readonly (new () => ForwardMigration & MigrationInterface)[] = [
  CreateNotificationPreference1795392000000,
  CreateNotificationPreferenceVersion1795478400000,
  CreateNotificationCategory1795564800000,
  VersionsAreOnlyAdded1795651200000,
  IndexTheHistory1795824000000,
  CountErasedRowsByKind1795910400000,
];

/** The options of `messagingMigrations`. */
export interface MessagingMigrationsOptions {
  /** An existing schema for the tables. By default it is the schema of the data source. */
  schema?: string;
}

/**
 * The migrations of Bellwether's tables, oldest first. Add them to the host's own in `migrations` of a data source.
 * They cannot be reverted.
 * @example migrations: [...hostMigrations, ...messagingMigrations()]
 */
export function messagingMigrations({
  schema,
}: MessagingMigrationsOptions = {}): (new () => MigrationInterface)[] {
  if (schema === undefined) return [...MIGRATIONS];
  return MIGRATIONS.map(
    (Migration) =>
      class extends Migration {
        protected override readonly schema = schema;
      },
  );
}
