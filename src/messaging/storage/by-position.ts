/** The rows of a statement that numbers them, from 1, in that order. */
export function byPosition<T extends { position: number }>(rows: readonly T[]): T[] {
  const ordered: T[] = [];
  for (const row of rows) ordered[row.position - 1] = row;
  return ordered;
}
