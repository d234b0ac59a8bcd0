import { readFileSync } from 'node:fs';

/** The peak of the memory of a process so far, in MiB (proc(5), VmHWM). */
export function peakMemoryOf(pid) {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kibibytes) / 1_024;
}
