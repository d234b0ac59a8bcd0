import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Database } from '../../postgres/database.js';
import { dataSourceOf, type Entity } from '../../postgres/tables.js';
import type { StorageOptions } from './storage.options.js';
import {
  KEPT_TABLES,
  MESSAGING_DATA_SOURCE,
  MESSAGING_OPTIONS,
  MESSAGING_SCHEMA,
} from './tokens.js';

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
    @Inject(MESSAGING_SCHEMA) private readonly schema: string | undefined,
    @Inject(KEPT_TABLES) private readonly tables: readonly KeptTable[],
  ) {}

  /** @throws Error with one line that says what to change */
  async onModuleInit(): Promise<void> {
    this.checkEntities(this.dataSource);
    // With the option `manager`, the tables may be in other data sources.
    if (!this.options.manager) await this.check(new Database(this.dataSource.manager, this.schema));
  }

  /**
   * Checks the data source of a database once, through the connection of its manager.
   * @throws Error with one line that says what to change
   */
  async check(database: Database): Promise<void> {
    const dataSource = dataSourceOf(database.manager);
    if (this.checked.has(dataSource)) return;
    this.checkEntities(dataSource);
    for (const table of this.tables) await this.checkTable(database, table);
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

  private async checkTable(database: Database, { entity, key }: KeptTable): Promise<void> {
    const table = database.table(entity);
    const stored = await database.query<{ name: string }[]>(COLUMNS_SQL, [table]);
    if (stored.length === 0) throw this.needsMigrations(`${table} is missing`, false);
    const keys = await database.query<{ columns: string[] }[]>(UNIQUE_KEYS_SQL, [table]);
    const expected = JSON.stringify(key.toSorted());
    if (!keys.some(({ columns }) => JSON.stringify(columns.toSorted()) === expected)) {
      throw this.needsMigrations(`${table} lacks its unique key (${key.join(', ')})`, true);
    }
    const names = new Set(stored.map(({ name }) => name));
    const { columns } = dataSourceOf(database.manager).getMetadata(entity);
    // Statements name the columns as the entity does, whatever the naming strategy of the host.
    const missing = columns.find(({ givenDatabaseName = '' }) => !names.has(givenDatabaseName));
    if (missing)
      throw this.needsMigrations(`${table} lacks the column ${missing.givenDatabaseName}`, true);
  }

  /** A table that differs from ours may be one of the host's own. */
  private needsMigrations(what: string, differs: boolean): Error {
    const { schema } = this;
    const argument = schema === undefined ? '' : `{ schema: ${JSON.stringify(schema)} }`;
    const migrate = `add ...messagingMigrations(${argument}) to the migrations of its data source and run them`;
    const which = schema === undefined ? 'a schema' : 'another schema';
    const choose =
      `or, if it is a table of your own, set the option schema to ${which} for ours ` +
      'and do not use our entities in repositories';
    return fault(`the table ${what}; ${migrate}${differs ? `, ${choose}` : ''}`);
  }
}

function fault(message: string): Error {
  return new Error(`MessagingModule: ${message}.`);
}
