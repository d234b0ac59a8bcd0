import { InvalidArgumentError } from 'commander';
import { momentIn } from '../http/input/rfc3339.js';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Seconds out of `90`, `90s`, `15m`, `24h` or `7d`. */
export function duration(text: string): number {
  const [, count, unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(text) ?? [];
  if (count === undefined) {
    throw new InvalidArgumentError('It must be a number of seconds, or like 15m, 24h or 7d.');
  }
  return Number(count) * (SECONDS[unit] ?? 1);
}

/** A moment out of an RFC 3339 date-time. */
export function moment(text: string): Date {
  const found = momentIn(text);
  if (found) return found;
  throw new InvalidArgumentError(
    'It must be an RFC 3339 date and time, like 2030-01-31T09:30:00Z.',
  );
}
