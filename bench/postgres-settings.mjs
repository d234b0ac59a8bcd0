/**
 * Every commit waits for the disk. Autovacuum is off and checkpoints are rare, so that they do not disturb a
 * measurement; the benchmarks vacuum the tables themselves.
 */
export const POSTGRES_SETTINGS = {
  shared_buffers: '512MB',
  max_connections: '200',
  synchronous_commit: 'on',
  fsync: 'on',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
};
