import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { dataSourceOf, type Entity, tableOf } from '../../postgres/tables.js';
import type { StorageOptions } from './storage.options.js';
import { KEPT_TABLES, MESSAGING_DATA_SOURCE, MESSAGING_OPTIONS } from './tokens.js';

/** A table of ours. */
export interface KeptTable {
  entity: Entity;
  /** The columns of its primary key, which statements name in ON CONFLICT. */
  key: readonly string[];
}

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

/** Refuses a data source that would fail, or store a row twice, later: at start, or when the host first chooses it. */
@Injectable()
export class SchemaCheck implements OnModuleInit {
  private readonly sound = new WeakSet<DataSource>();

  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(MESSAGING_OPTIONS) private readonly options: StorageOptions,
    @Inject(KEPT_TABLES) private readonly tables: readonly KeptTable[],
  ) {}

  /** @throws Error with one line that says what to change */
  async onModuleInit(): Promise<void> {
    this.refuseForeign(this.dataSource);
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
    this.refuseForeign(dataSource);
    for (const table of this.tables) await refuseWeakKey(manager, table);
    this.sound.add(dataSource);
  }

  private refuseForeign(dataSource: DataSource): void {
    if (dataSource.options.entityPrefix) {
      throw fault(
        'its data source has an entityPrefix, which would rename our tables; give it a named data source without one',
      );
    }
    if (!this.tables.every(({ entity }) => dataSource.hasMetadata(entity))) {
      throw fault(
        'its data source does not know our entities; add ...messagingEntities to its entities, or set autoLoadEntities',
      );
    }
  }
}

async function refuseWeakKey(manager: EntityManager, { entity, key }: KeptTable): Promise<void> {
  const table = tableOf(manager, entity);
  const keys = await manager.query<{ columns: string[] }[]>(UNIQUE_KEYS_SQL, [table]);
  const wanted = JSON.stringify(key.toSorted());
  if (keys.some(({ columns }) => JSON.stringify(columns.toSorted()) === wanted)) return;
  throw fault(
    `the table ${table} is missing or lacks its unique key (${key.join(', ')}); add ...messagingMigrations() to the migrations of its data source and run them`,
  );
}

function fault(what: string): Error {
  return new Error(`MessagingModule: ${what}.`);
}
