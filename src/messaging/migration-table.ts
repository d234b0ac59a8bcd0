import type { QueryRunner } from 'typeorm';
import { quotedTable } from './quoted-table.js';

/** A table's name as SQL takes it, in the schema of the data source that a migration runs on, where it has one. */
export function tableOf({ dataSource }: QueryRunner, name: string): string {
  const { schema } = dataSource.options as { schema?: string };
  return quotedTable(schema === undefined ? name : `${schema}.${name}`);
}
