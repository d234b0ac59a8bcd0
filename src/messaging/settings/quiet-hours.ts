import type { WrongValue } from '../../http/problems/domain.error.js';

/** The days of the week in the order of ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of the owner's local time in which email and push wait. */
export interface QuietHours {
  /** The days on which the hours begin. */
  days: readonly Weekday[];
  /** The local time at which they begin: `22:00`. */
  from: string;
  /** The local time at which they end, on the next day if it is not after `from`: `07:00`. */
  to: string;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Returns undefined for a time of day such as `08:00`, or words that follow the name of the field. */
export function timeOfDayFault(text: string): string | undefined {
  return TIME_OF_DAY.test(text) ? undefined : 'must be a time from 00:00 to 23:59, such as 08:00.';
}

/** The minutes from midnight to a time of day. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Refuses quiet hours that leave no free minute in the week, because nothing could ever be delivered. */
export function refuseWholeWeek(all: readonly QuietHours[]): WrongValue[] {
  const isQuiet = new Uint8Array(WEEK);
  for (const { days, from, to } of all) {
    const start = minutesOf(from);
    // Hours that end when they begin are a whole day.
    const length = (minutesOf(to) - start + DAY) % DAY || DAY;
    for (const day of days) {
      const first = WEEKDAYS.indexOf(day) * DAY + start;
      isQuiet.fill(1, first, first + length);
      // Hours that end after Sunday go on on Monday.
      isQuiet.fill(1, 0, Math.max(first + length - WEEK, 0));
    }
  }
  if (isQuiet.includes(0)) return [];
  const fault = 'must leave at least one minute of the week free.';
  return [{ path: ['quietHours'], code: 'invalid_value', fault }];
}
