import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** @returns {{ parent: number; own: number; ended: number } | undefined} undefined if there is no such process */
function statOf(pid) {
  let text;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The name is in brackets and may contain spaces. The third field follows it (proc(5)).
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [userTime, systemTime, endedUserTime, endedSystemTime] = fields.slice(11, 15);
  return {
    parent: fields[1],
    own: (userTime + systemTime) / TICKS_PER_SECOND,
    ended: (endedUserTime + endedSystemTime) / TICKS_PER_SECOND,
  };
}

/** The CPU seconds that all threads of a process have used so far. */
export function cpuOf(pid) {
  return statOf(pid)?.own ?? NaN;
}

/** The CPU seconds that a process and its children have used so far, including children that ended. */
export function cpuOfFamily(pid) {
  const { own, ended } = statOf(pid) ?? { own: NaN, ended: NaN };
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, child) => sum + child.own, own + ended);
}
