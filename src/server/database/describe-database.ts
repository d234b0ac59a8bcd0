import type { Config } from '../config/config.js';

/** Describes the database for the log, without user and password. */
export function describeDatabase({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): object {
  if (databaseUrl === undefined) return { kind: 'embedded', folder: dataDir };
  const { host, pathname, searchParams } = new URL(databaseUrl);
  // A Unix socket is in the query.
  return {
    kind: 'postgresql',
    host: host || searchParams.get('host'),
    name: decodeURIComponent(pathname.slice(1)),
  };
}
