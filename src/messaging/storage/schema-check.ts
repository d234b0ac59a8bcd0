import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { dataSourceOf, type Entity, tableOf } from '../../postgres/tables.js';
import type { StorageOptions } from './storage.options.js';
import { KEPT_TABLES, MESSAGING_DATA_SOURCE, MESSAGING_OPTIONS } from './tokens.js';

/** A table of the module. */
export interface KeptTable {
  entity: Entity;
  /** The columns of its primary key, which statements name in ON CONFLICT. */
  key: readonly string[];
}

/**
 * Lists the columns of each index that ensures unique rows in a table: a valid unique index that is not deferred and
 * not partial, on plain columns that are all NOT NULL.
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

const COLUMNS_SQL = `
  SELECT attname::text AS name FROM pg_attribute
  WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`;

/**
 * Checks the entities and tables of a data source at the start, or when the host first chooses it. Without the check,
 * calls would fail later or store a row twice.
 */
@Injectable()
export class SchemaCheck implements OnModuleInit {
  private readonly checked = new WeakSet<DataSource>();

  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(MESSAGING_OPTIONS) private readonly options: StorageOptions,
    @Inject(KEPT_TABLES) private readonly tables: readonly KeptTable[],
  ) {}

  /** @throws Error with one line that says what to change */
  async onModuleInit(): Promise<void> {
    this.checkEntities(this.dataSource);
    // With the option `manager`, the tables may be in other data sources.
    if (!this.options.manager) await this.check(this.dataSource.manager);
  }

  /**
   * Checks the data source of `manager` once, through the connection of `manager`.
   * @throws Error with one line that says what to change
   */
  async check(manager: EntityManager): Promise<void> {
    const dataSource = dataSourceOf(manager);
    if (this.checked.has(dataSource)) return;
    this.checkEntities(dataSource);
    for (const table of this.tables) await checkTable(manager, table);
    this.checked.add(dataSource);
  }

  private checkEntities(dataSource: DataSource): void {
    if (dataSource.options.entityPrefix) {
      throw fault(
        'its data source has an entityPrefix, which would rename the tables; use a named data source without one',
      );
    }
    if (!this.tables.every(({ entity }) => dataSource.hasMetadata(entity))) {
      throw fault(
        'its data source does not have the entities; add ...messagingEntities to its entities, or set autoLoadEntities',
      );
    }
  }
}

async function checkTable(manager: EntityManager, { entity, key }: KeptTable): Promise<void> {
  const table = tableOf(manager, entity);
  const keys = await manager.query<{ columns: string[] }[]>(UNIQUE_KEYS_SQL, [table]);
  const expected = JSON.stringify(key.toSorted());
  if (!keys.some(({ columns }) => JSON.stringify(columns.toSorted()) === expected)) {
    throw needsMigrations(`${table} is missing or lacks its unique key (${key.join(', ')})`);
  }
  const stored = await manager.query<{ name: string }[]>(COLUMNS_SQL, [table]);
  const names = new Set(stored.map(({ name }) => name));
  const { columns } = dataSourceOf(manager).getMetadata(entity);
  // Statements name the columns as the entity does, whatever the naming strategy of the host.
  const missing = columns.find(({ givenDatabaseName = '' }) => !names.has(givenDatabaseName));
  if (missing) throw needsMigrations(`${table} lacks the column ${missing.givenDatabaseName}`);
}

function needsMigrations(what: string): Error {
  return fault(
    `the table ${what}; add ...messagingMigrations() to the migrations of its data source and run them`,
  );
}

function fault(message: string): Error {
  return new Error(`MessagingModule: ${message}.`);
}
