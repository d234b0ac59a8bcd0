import { readFileSync, statfsSync } from 'node:fs';
import { arch, cpus, tmpdir, totalmem } from 'node:os';
import pg from 'pg';

const FILE_SYSTEMS = {
  0xef53: 'ext4',
  0x01021994: 'tmpfs',
  0x794c7630: 'overlayfs',
  0x58465342: 'xfs',
  0x9123683e: 'btrfs',
};
const GIB = 2 ** 30;

/** Describes in one sentence the machine and the versions that the figures depend on. */
export async function describeMachine(databaseUrl) {
  const memory = Math.round(totalmem() / GIB);
  const fileSystem = FILE_SYSTEMS[statfsSync(tmpdir()).type] ?? 'an unknown file system';
  return (
    `${cpus().length} cores of ${processorName()}, ${memory} GiB; Node ${process.versions.node}, ` +
    `PostgreSQL ${await versionOf(databaseUrl)} with its data on ${fileSystem}.`
  );
}

function processorName() {
  const named = /^model name\s*: (.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
  return named ?? `an unnamed ${arch()} processor`;
}

async function versionOf(databaseUrl) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query('SHOW server_version').finally(() => client.end());
  return rows[0].server_version.split(' ')[0];
}
