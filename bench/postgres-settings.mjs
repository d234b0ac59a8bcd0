/** Every commit waits for the disk. Nothing runs by itself during a measurement: tables are vacuumed before each. */
export const POSTGRES_SETTINGS = {
  shared_buffers: '512MB',
  max_connections: '200',
  synchronous_commit: 'on',
  fsync: 'on',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
};
