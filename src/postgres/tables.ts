import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';

/** The class of an entity. */
export type Entity = new () => ObjectLiteral;

const names = new WeakMap<DataSource, Map<Entity, string>>();

/** Quotes a table's path for SQL: `app.Table` becomes `"app"."Table"`. */
export function quotedTable(tablePath: string): string {
  const parts = tablePath.split('.').map((part) => `"${part.replaceAll('"', '""')}"`);
  return parts.join('.');
}

/** The quoted name of an entity's table for SQL, in the schema that the data source of `manager` uses. */
export function tableOf(manager: EntityManager, entity: Entity): string {
  const dataSource = dataSourceOf(manager);
  let tables = names.get(dataSource);
  if (!tables) names.set(dataSource, (tables = new Map<Entity, string>()));
  let name = tables.get(entity);
  if (name === undefined) {
    tables.set(entity, (name = quotedTable(dataSource.getMetadata(entity).tablePath)));
  }
  return name;
}

/** The data source of a manager or a query runner. TypeORM 0.3 has it in the property `connection`. */
export function dataSourceOf(holder: object): DataSource {
  const owner = holder as { dataSource?: DataSource; connection: DataSource };
  return owner.dataSource ?? owner.connection;
}
