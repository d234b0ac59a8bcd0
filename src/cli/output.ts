/** The output options of a command. */
export interface OutputOptions {
  /** Print JSON instead of text. */
  json?: true;
}

/** Prints a result on stdout: as JSON, or as the lines of `linesOf`. */
export function print<T>(
  json: boolean | undefined,
  result: T,
  linesOf: (result: T) => readonly string[],
): void {
  const text = json ? JSON.stringify(result, null, 2) : linesOf(result).join('\n');
  process.stdout.write(`${text}\n`);
}

/** Aligns rows in columns under a header. */
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
