import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dataSourceOf, quotedTable } from './tables.js';

/** A migration that only goes forward, in the schema of the data source it runs on unless told another. */
export abstract class ForwardMigration implements Pick<MigrationInterface, 'down'> {
  /** The schema of the tables, where it is not the data source's. */
  protected readonly schema?: string;

  async down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward; restore a backup instead.'));
  }

  /** A table's name as SQL takes it, with the schema in front where there is one. */
  protected table(queryRunner: QueryRunner, name: string): string {
    const { schema } = dataSourceOf(queryRunner).options as { schema?: string };
    const used = this.schema ?? schema;
    return quotedTable(used === undefined ? name : `${used}.${name}`);
  }
}
