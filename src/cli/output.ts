/** How a command prints its result. */
export interface OutputOptions {
  json?: true;
}

/** Prints a result on stdout: as JSON, or as the lines that `linesOf` makes of it. */
export function print<T>(
  json: boolean | undefined,
  result: T,
  linesOf: (result: T) => readonly string[],
): void {
  const text = json ? JSON.stringify(result, null, 2) : linesOf(result).join('\n');
  process.stdout.write(`${text}\n`);
}

/** Rows under a head, in columns. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
