/** The database's clock, in whole milliseconds, which are what is shown. Unlike `now()` it moves within a transaction. */
export const NOW = "date_trunc('milliseconds', clock_timestamp())";

/**
 * A time as whole milliseconds since 1970: no setting of the session and no type parser of a host changes a whole
 * number. `dateOf` reads it.
 */
export function milliseconds(time: string): string {
  return `(extract(epoch FROM ${time}) * 1000)::bigint`;
}

/** A time that a statement returned as `milliseconds`. node-postgres gives a bigint as a string. */
export function dateOf(time: string | number | bigint): Date {
  return new Date(Number(time));
}

/** A time out of a parameter that holds whole milliseconds since 1970. */
export function timeOf(parameter: string): string {
  return `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 millisecond')`;
}

/** Whether a value is a time in whole milliseconds from 1970 to the year 9999. */
export function isTime(value: unknown): value is number {
  return (
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < 253_402_300_800_000
  );
}
