import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource, ObjectLiteral } from 'typeorm';
import { messagingEntities } from './messaging-entities.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './messaging.options.js';
import { NotificationPreferenceVersion } from './preferences/notification-preference-version.entity.js';
import { NotificationPreference } from './preferences/notification-preference.entity.js';
import { MESSAGING_DATA_SOURCE } from './storage/messaging-data-source.js';
import { quotedTable } from './storage/quoted-table.js';

/** The keys that the statements name in ON CONFLICT. */
const KEYS: [entity: new () => ObjectLiteral, columns: string[]][] = [
  [NotificationPreference, ['tenant_id', 'owner_id', 'category']],
  [NotificationPreferenceVersion, ['tenant_id', 'owner_id', 'preference_id', 'version']],
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

/** Refuses to start on a data source that would fail, or keep rows twice, later. */
@Injectable()
export class SchemaCheck implements OnModuleInit {
  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** @throws Error with one line that says what to change */
  async onModuleInit(): Promise<void> {
    if (this.dataSource.options.entityPrefix) {
      throw fault(
        'its data source has an entityPrefix, which would rename our tables; give it a named data source without one',
      );
    }
    if (!messagingEntities.every((entity) => this.dataSource.hasMetadata(entity))) {
      throw fault(
        'its data source does not know our entities; add ...messagingEntities to its entities, or set autoLoadEntities',
      );
    }
    // Where the option `manager` chooses, the tables need not be in this data source.
    if (this.options.manager) return;
    for (const [entity, columns] of KEYS) await this.refuseWeakKey(entity, columns);
  }

  private async refuseWeakKey(entity: new () => ObjectLiteral, columns: string[]): Promise<void> {
    const table = quotedTable(this.dataSource.getMetadata(entity).tablePath);
    const keys = await this.dataSource.query<{ columns: string[] }[]>(UNIQUE_KEYS_SQL, [table]);
    const wanted = JSON.stringify(columns.toSorted());
    if (keys.some(({ columns }) => JSON.stringify(columns.toSorted()) === wanted)) return;
    throw fault(
      `the table ${table} is missing or lacks its unique key (${columns.join(', ')}); add ...messagingMigrations() to the migrations of its data source and run them`,
    );
  }
}

function fault(what: string): Error {
  return new Error(`MessagingModule: ${what}.`);
}
