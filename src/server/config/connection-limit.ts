import { readFileSync } from 'node:fs';
import type { Rule } from './rules.js';
import type { Variables } from './variables.js';

/** The embedded database has about 150 descriptors open, with the connections to it. */
const RESERVE = 200;

/** Where the limit on descriptors is not known. */
const DEFAULT_WHERE_UNKNOWN = 1_000;

/** A process may often have a million descriptors, but not the memory for a million connections. */
const HIGHEST_DEFAULT = 10_000;

/** How many connections the server may have at a time; `limits` is the text of `/proc/self/limits`. */
export function readMaxConnections({ read }: Variables, limits = ownLimits()): number {
  const [, descriptors] = /^Max open files +(\d+)/m.exec(limits) ?? [];
  const allowed = descriptors === undefined ? Infinity : connectionsWithin(Number(descriptors));
  const byDefault =
    allowed === Infinity ? DEFAULT_WHERE_UNKNOWN : Math.min(allowed, HIGHEST_DEFAULT);
  return read('MAX_CONNECTIONS', countUpTo(allowed), byDefault);
}

/** How many of so many descriptors connections may take: nine tenths, or all but 200 where that is less. */
function connectionsWithin(descriptors: number): number {
  return Math.max(1, Math.floor(Math.min(descriptors * 0.9, descriptors - RESERVE)));
}

const countUpTo =
  (limit: number): Rule<number> =>
  (text) => {
    if (!/^[1-9]\d{0,6}$/.test(text)) return { fault: 'must be a whole number, 1 to 9999999.' };
    return Number(text) <= limit
      ? { value: Number(text) }
      : {
          fault: `must be at most ${limit} here; for more, raise the limit on open files (ulimit -n).`,
        };
  };

/** Empty where the system has no such file: it is Linux's. */
function ownLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
