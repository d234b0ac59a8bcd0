import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dataSourceOf, quotedTable } from './tables.js';

/** A migration that cannot be reverted. It uses the schema of its data source unless `schema` is set. */
export abstract class ForwardMigration implements Pick<MigrationInterface, 'down'> {
  /** The schema of the tables, if it is not the data source's. */
  protected readonly schema?: string;

  /** @throws Error always */
  async down(): Promise<void> {
    return Promise.reject(new Error('Migrations cannot be reverted. Restore a backup instead.'));
  }

  /** The quoted name of a table for SQL, after its schema if there is one. */
  protected table(queryRunner: QueryRunner, name: string): string {
    const { schema } = dataSourceOf(queryRunner).options as { schema?: string };
    const effectiveSchema = this.schema ?? schema;
    return quotedTable(effectiveSchema === undefined ? name : `${effectiveSchema}.${name}`);
  }
}
