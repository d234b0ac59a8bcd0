/** The start of the year 10000, in milliseconds since 1970. RFC 3339 and the API express only earlier times. */
export const END_OF_TIME = 253_402_300_800_000;

/** The database's clock in whole milliseconds, as the API shows times. Unlike `now()`, it advances in a transaction. */
export const NOW = "date_trunc('milliseconds', clock_timestamp())";

/**
 * SQL that converts a time to whole milliseconds since 1970, which `dateOf` reads. Neither a session setting nor a
 * host's type parser changes a whole number.
 */
export function milliseconds(time: string): string {
  return `(extract(epoch FROM ${time}) * 1000)::bigint`;
}

/** Converts a time that a statement returned through `milliseconds`. node-postgres returns a bigint as a string. */
export function dateOf(time: string | number | bigint): Date {
  return new Date(Number(time));
}

/** SQL that converts a parameter with whole milliseconds since 1970 to a time. */
export function timeOf(parameter: string): string {
  return `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 millisecond')`;
}

/**
 * The argument for `timeOf`. A time before 1970 or after the year 9999 becomes the nearest time within, because the
 * times of PostgreSQL have a smaller range than those of JavaScript.
 */
export function timeArgument(time: Date): number {
  return Math.min(Math.max(time.getTime(), 0), END_OF_TIME - 1);
}

/** Whether a value is a time in whole milliseconds from 1970 to the year 9999. */
export function isTime(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < END_OF_TIME;
}
