import { InvalidArgumentError } from 'commander';
import { momentIn } from '../http/input/rfc3339.js';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/**
 * Parses a duration such as `90`, `90s`, `15m`, `24h` or `7d`. Returns seconds.
 * @throws InvalidArgumentError
 */
export function duration(text: string): number {
  const [, count, unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(text) ?? [];
  if (count === undefined) {
    throw new InvalidArgumentError('Use a number of seconds, or a duration like 15m, 24h or 7d.');
  }
  return Number(count) * (SECONDS[unit] ?? 1);
}

/**
 * Parses an RFC 3339 date-time.
 * @throws InvalidArgumentError
 */
export function moment(text: string): Date {
  const date = momentIn(text);
  if (date) return date;
  throw new InvalidArgumentError('Use an RFC 3339 date and time like 2030-01-31T09:30:00Z.');
}
