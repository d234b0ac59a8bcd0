import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

const ROOT = '/sys/fs/cgroup';
const PERIOD = 100_000;

/** The folders and files that limit the CPU of a control group, in versions 1 and 2 (cgroups(7)). */
const VERSIONS = [
  {
    folder: `${ROOT}/cpu`,
    limits: (quota) => ({ 'cpu.cfs_period_us': PERIOD, 'cpu.cfs_quota_us': quota }),
  },
  { folder: ROOT, limits: (quota) => ({ 'cpu.max': `${quota} ${PERIOD}` }) },
];

/**
 * Limits a process to a share of one core. Needs root.
 * @param {number} pid
 * @param {number} share
 * @returns {() => void} removes the control group; call it after the process has ended
 */
export function limitCpu(pid, share) {
  const { folder, limits } = VERSIONS.find((version) => existsSync(version.folder));
  const group = `${folder}/bellwether-bench-${pid}`;
  mkdirSync(group);
  for (const [file, value] of Object.entries(limits(PERIOD * share))) {
    writeFileSync(`${group}/${file}`, String(value));
  }
  writeFileSync(`${group}/cgroup.procs`, String(pid));
  return () => rmdirSync(group);
}
