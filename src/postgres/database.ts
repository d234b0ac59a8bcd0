import type { EntityManager } from 'typeorm';
import { type Entity, tableOf } from './tables.js';

/** Where the statements of a call run: a manager, and the schema of the tables if it is not the data source's. */
export class Database {
  constructor(
    readonly manager: EntityManager,
    private readonly schema?: string,
  ) {}

  /** Runs a statement. */
  query<T>(text: string, parameters?: unknown[]): Promise<T> {
    return this.manager.query<T>(text, parameters);
  }

  /** The quoted name of an entity's table for SQL. */
  table(entity: Entity): string {
    return tableOf(this.manager, entity, this.schema);
  }
}
