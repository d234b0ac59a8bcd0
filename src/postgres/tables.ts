import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';

/** The class of an entity. */
export type Entity = new () => ObjectLiteral;

/** Quotes a name for SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The quoted name of a table or another object for SQL, in `schema` if there is one. */
export function quotedIn(schema: string | undefined, name: string): string {
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** The quoted name of an entity's table for SQL, in `schema`, or else in the schema of the data source of `manager`. */
export function tableOf(manager: EntityManager, entity: Entity, schema?: string): string {
  const metadata = dataSourceOf(manager).getMetadata(entity);
  return quotedIn(schema ?? metadata.schema, metadata.tableName);
}

/** The data source of a manager or a query runner. TypeORM 0.3 has it in the property `connection`. */
export function dataSourceOf(holder: object): DataSource {
  const owner = holder as { dataSource?: DataSource; connection: DataSource };
  return owner.dataSource ?? owner.connection;
}
