import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';
import {
  NotificationCategory,
  NotificationCategoryVersion,
} from './categories/notification-category.entity.js';
import { messagingEntities } from './messaging-entities.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './messaging.options.js';
import { NotificationErasure } from './owners/notification-erasure.entity.js';
import { NotificationPreferenceVersion } from './preferences/notification-preference-version.entity.js';
import { NotificationPreference } from './preferences/notification-preference.entity.js';
import { MESSAGING_DATA_SOURCE } from './storage/messaging-data-source.js';
import { quotedTable } from './storage/quoted-table.js';

/** The primary keys, which most statements name in ON CONFLICT. */
const KEYS: [entity: new () => ObjectLiteral, columns: string[]][] = [
  [NotificationPreference, ['tenant_id', 'owner_id', 'category']],
  [NotificationPreferenceVersion, ['tenant_id', 'owner_id', 'preference_id', 'version']],
  [NotificationCategory, ['tenant_id', 'name']],
  [NotificationCategoryVersion, ['tenant_id', 'name', 'version']],
  [NotificationErasure, ['id']],
];

/**
 * The names of the columns of each index that keeps rows of a table unique whatever they hold: valid,
 * checked at once, of whole rows and plain columns that are all NOT NULL.
 */
const UNIQUE_KEYS_SQL = `
  SELECT array_agg(attribute.attname::text) AS columns
  FROM pg_index AS index
  CROSS JOIN unnest(index.indkey::int2[]) WITH ORDINALITY AS key (attnum, position)
  JOIN pg_attribute AS attribute
    ON attribute.attrelid = index.indrelid AND attribute.attnum = key.attnum
  WHERE index.indrelid = to_regclass($1)
    AND index.indisunique AND index.indisvalid AND index.indimmediate
    AND index.indpred IS NULL AND index.indexprs IS NULL
    AND key.position <= index.indnkeyatts
  GROUP BY index.indexrelid
  HAVING bool_and(attribute.attnotnull)`;

/** Refuses a data source that would fail, or keep rows twice, later: at start, or when the host first chooses it. */
@Injectable()
export class SchemaCheck implements OnModuleInit {
  private readonly sound = new WeakSet<DataSource>();

  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** @throws Error with one line that says what to change */
  async onModuleInit(): Promise<void> {
    refuseForeign(this.dataSource);
    // Where the option `manager` chooses, the tables need not be in this data source.
    if (!this.options.manager) await this.check(this.dataSource.manager);
  }

  /**
   * Looks at the data source of `manager`, once, through the connection that `manager` is bound to.
   * @throws Error with one line that says what to change
   */
  async check(manager: EntityManager): Promise<void> {
    const dataSource = dataSourceOf(manager);
    if (this.sound.has(dataSource)) return;
    refuseForeign(dataSource);
    for (const [entity, columns] of KEYS) await refuseWeakKey(manager, entity, columns);
    this.sound.add(dataSource);
  }
}

/** TypeORM 0.3 calls a manager's data source its connection. */
function dataSourceOf(manager: EntityManager): DataSource {
  const { dataSource, connection } = manager as { dataSource?: DataSource } & {
    connection: DataSource;
  };
  return dataSource ?? connection;
}

function refuseForeign(dataSource: DataSource): void {
  if (dataSource.options.entityPrefix) {
    throw fault(
      'its data source has an entityPrefix, which would rename our tables; give it a named data source without one',
    );
  }
  if (!messagingEntities.every((entity) => dataSource.hasMetadata(entity))) {
    throw fault(
      'its data source does not know our entities; add ...messagingEntities to its entities, or set autoLoadEntities',
    );
  }
}

async function refuseWeakKey(
  manager: EntityManager,
  entity: new () => ObjectLiteral,
  columns: string[],
): Promise<void> {
  const table = quotedTable(manager.getRepository(entity).metadata.tablePath);
  const keys = await manager.query<{ columns: string[] }[]>(UNIQUE_KEYS_SQL, [table]);
  const wanted = JSON.stringify(columns.toSorted());
  if (keys.some(({ columns }) => JSON.stringify(columns.toSorted()) === wanted)) return;
  throw fault(
    `the table ${table} is missing or lacks its unique key (${columns.join(', ')}); add ...messagingMigrations() to the migrations of its data source and run them`,
  );
}

function fault(what: string): Error {
  return new Error(`MessagingModule: ${what}.`);
}
