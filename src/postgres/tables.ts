import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';

/** The class of an entity. */
export type Entity = new () => ObjectLiteral;

const names = new WeakMap<DataSource, Map<Entity, string>>();

/** A table's path as SQL takes it literally: `app.Table` is `"app"."Table"`. */
export function quotedTable(tablePath: string): string {
  const parts = tablePath.split('.').map((part) => `"${part.replaceAll('"', '""')}"`);
  return parts.join('.');
}

/** The table of an entity, where the data source of `manager` puts it, as SQL takes it. */
export function tableOf(manager: EntityManager, entity: Entity): string {
  const dataSource = dataSourceOf(manager);
  let known = names.get(dataSource);
  if (!known) names.set(dataSource, (known = new Map<Entity, string>()));
  let name = known.get(entity);
  if (name === undefined) {
    known.set(entity, (name = quotedTable(dataSource.getMetadata(entity).tablePath)));
  }
  return name;
}

/** The data source of a manager or a query runner. TypeORM 0.3 calls it their connection. */
export function dataSourceOf(of: object): DataSource {
  const known = of as { dataSource?: DataSource; connection: DataSource };
  return known.dataSource ?? known.connection;
}
