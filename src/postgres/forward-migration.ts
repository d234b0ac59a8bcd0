import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dataSourceOf, quoted, quotedIn } from './tables.js';

/** A migration that cannot be reverted. It uses the schema of its data source unless `schema` is set. */
export abstract class ForwardMigration implements Pick<MigrationInterface, 'down'> {
  /** The schema of the tables, if it is not the data source's. */
  protected readonly schema?: string;

  /** @throws Error always */
  async down(): Promise<void> {
    return Promise.reject(new Error('Migrations cannot be reverted. Restore a backup instead.'));
  }

  /** The quoted name of a table or a function for SQL, after its schema if there is one. */
  protected table(queryRunner: QueryRunner, name: string): string {
    const { schema } = dataSourceOf(queryRunner).options as { schema?: string };
    return quotedIn(this.schema ?? schema, name);
  }

  /**
   * Creates `schema` if it is set and missing. CREATE SCHEMA IF NOT EXISTS would also need the right to create schemas
   * when the schema exists.
   */
  protected async createSchema(queryRunner: QueryRunner): Promise<void> {
    if (this.schema === undefined) return;
    const name = quoted(this.schema);
    await queryRunner.query(`
      DO $body$ BEGIN
        IF to_regnamespace('${name.replaceAll("'", "''")}') IS NULL THEN CREATE SCHEMA ${name}; END IF;
      END $body$`);
  }
}
