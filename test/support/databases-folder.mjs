import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
const NEEDED_BYTES = 4 * 1024 ** 3;

/**
 * The folder for the databases of tests. It is in memory where Linux has enough room there: a copy of an embedded
 * database takes about 40 ms in memory, and can take 500 ms on a disk.
 * @returns {string}
 */
export function databasesFolder() {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < NEEDED_BYTES ? tmpdir() : MEMORY;
}
