import type { EntityManager, ObjectLiteral } from 'typeorm';

/** A table's path as SQL takes it literally: `app.Table` is `"app"."Table"`. */
export function quotedTable(tablePath: string): string {
  const parts = tablePath.split('.').map((part) => `"${part.replaceAll('"', '""')}"`);
  return parts.join('.');
}

/** The table of an entity, where the data source of `manager` puts it, as SQL takes it. */
export function tableOf(manager: EntityManager, entity: new () => ObjectLiteral): string {
  return quotedTable(manager.getRepository(entity).metadata.tablePath);
}

/** A function of ours in the schema of a quoted table. */
export function functionBeside(table: string, name: string): string {
  const [, schema = ''] = /^(.*\.)?".*"$/.exec(table) ?? [];
  return `${schema}"${name}"`;
}
