import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { quotedTable } from '../storage/quoted-table.js';

/** A migration that only goes forward, in the schema of the data source it runs on unless told another. */
export abstract class ForwardMigration implements Pick<MigrationInterface, 'down'> {
  /** The schema of the tables, where it is not the data source's. */
  protected readonly schema?: string;

  async down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward; restore a backup instead.'));
  }

  /** A table's name as SQL takes it, with the schema in front where there is one. */
  protected table(queryRunner: QueryRunner, name: string): string {
    const schema = this.schema ?? schemaOf(queryRunner);
    return quotedTable(schema === undefined ? name : `${schema}.${name}`);
  }
}

/** TypeORM 0.3 calls a query runner's data source its connection. */
function schemaOf(queryRunner: QueryRunner): string | undefined {
  const { dataSource, connection } = queryRunner as { dataSource?: DataSource } & {
    connection?: DataSource;
  };
  const { schema } = (dataSource ?? connection)?.options as { schema?: string };
  return schema;
}
