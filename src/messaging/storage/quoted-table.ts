/** A table's path as SQL takes it literally: `app.Table` is `"app"."Table"`. */
export function quotedTable(tablePath: string): string {
  const parts = tablePath.split('.').map((part) => `"${part.replaceAll('"', '""')}"`);
  return parts.join('.');
}
