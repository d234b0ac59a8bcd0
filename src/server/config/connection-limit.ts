import { readFileSync } from 'node:fs';
import type { VariableRule } from './rules.js';
import type { Variables } from './variables.js';

/** File descriptors for other uses. The embedded database and the connections to it use about 150. */
const RESERVE = 200;

/** The default when the limit on file descriptors is unknown. */
const DEFAULT_WHERE_UNKNOWN = 1_000;

/** The highest default. Many systems allow a million descriptors but lack the memory for so many connections. */
const HIGHEST_DEFAULT = 10_000;

/** Reads the limit on open HTTP connections. `limits` is the text of `/proc/self/limits`. */
export function readMaxConnections({ read }: Variables, limits = ownLimits()): number {
  const [, descriptors] = /^Max open files +(\d+)/m.exec(limits) ?? [];
  const allowed = descriptors === undefined ? Infinity : connectionsWithin(Number(descriptors));
  const byDefault =
    allowed === Infinity ? DEFAULT_WHERE_UNKNOWN : Math.min(allowed, HIGHEST_DEFAULT);
  return read('MAX_CONNECTIONS', countUpTo(allowed), byDefault);
}

/** The connections that a number of descriptors allows: 90 % of it, or all but 200 if that is fewer. */
function connectionsWithin(descriptors: number): number {
  return Math.max(1, Math.floor(Math.min(descriptors * 0.9, descriptors - RESERVE)));
}

const countUpTo =
  (limit: number): VariableRule<number> =>
  (text) => {
    if (!/^[1-9]\d{0,6}$/.test(text)) return { fault: 'must be a whole number, 1 to 9999999.' };
    return Number(text) <= limit
      ? { value: Number(text) }
      : {
          fault: `must be at most ${limit} here. To allow more, raise the limit on open files (ulimit -n).`,
        };
  };

/** The limits of this process. The text is empty on systems other than Linux, which lack the file. */
function ownLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
