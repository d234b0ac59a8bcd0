import { execFileSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_DEFAULTS } from '../../src/server/config/database-config.js';
import { openDataSource } from '../../src/server/database/data-source.js';
import { PostgresCluster, unprivileged } from '../support/postgres-cluster.mjs';

const COMMON = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

/** Makes a certificate that signs itself. */
function certificate(folder: string, name: string, subject: string): string {
  const file = join(folder, `${name}.crt`);
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', ...COMMON, '-subj', `/CN=${subject}`],
      ...['-addext', `subjectAltName=DNS:${subject}`],
      ...['-keyout', join(folder, `${name}.key`), '-out', file],
    ],
    { stdio: 'ignore' },
  );
  return file;
}

const describeWithPostgres = PostgresCluster.isInstalled() ? describe : describe.skip;

describeWithPostgres('TLS to PostgreSQL', () => {
  let folder: string;
  let cluster: PostgresCluster;
  let ca: string;
  let otherCa: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bellwether-tls-'));
    ca = certificate(folder, 'server', 'localhost');
    otherCa = certificate(folder, 'other', 'localhost');
    const { uid, gid = 0 } = unprivileged();
    for (const file of ['server.crt', 'server.key']) {
      copyFileSync(join(folder, file), join(folder, `pg-${file}`));
      if (uid !== undefined) chownSync(join(folder, `pg-${file}`), uid, gid);
    }
    if (uid !== undefined) chownSync(folder, uid, gid);
    cluster = await PostgresCluster.create({
      settings: {
        ssl: 'on',
        ssl_cert_file: join(folder, 'pg-server.crt'),
        ssl_key_file: join(folder, 'pg-server.key'),
      },
    });
  });
  afterAll(async () => {
    await cluster.remove();
    rmSync(folder, { recursive: true });
  });

  /** Connects, and returns whether the connection is encrypted, or the message of the error. */
  const connect = async (parameters: string, host = 'localhost') => {
    const url = `${cluster.url.replace('127.0.0.1', host)}?${parameters}`;
    const dataSource = await openDataSource({
      databaseUrl: url,
      dataDir: '/nowhere',
      database: DATABASE_DEFAULTS,
    });
    try {
      await dataSource.initialize();
      const [row] = await dataSource.query<[{ ssl: boolean }]>(
        'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      );
      return row.ssl;
    } catch (error) {
      return (error as Error).message;
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
  };

  it.each([
    ['', 'localhost', false],
    ['sslmode=disable', 'localhost', false],
    ['sslmode=require', '127.0.0.1', true],
    ['sslmode=verify-ca&sslrootcert=CA', '127.0.0.1', true],
    ['sslmode=verify-full&sslrootcert=CA', 'localhost', true],
    ['sslmode=verify-full&sslrootcert=CA', '127.0.0.1', /altname|IP/],
    ['sslmode=verify-full', 'localhost', /self-signed/],
    ['sslmode=require&sslrootcert=OTHER', 'localhost', /self-signed|certificate/],
    ['sslmode=verify-ca&sslrootcert=OTHER', 'localhost', /self-signed|certificate/],
  ])('%s to %s: %s', async (parameters, host, expected) => {
    const named = parameters.replace('CA', ca).replace('OTHER', otherCa);
    const result = await connect(named, host);

    if (typeof expected === 'boolean') expect(result).toBe(expected);
    else expect(result).toMatch(expected);
  });

  it('node-postgres prints no warning about sslmode', async () => {
    const warned: string[] = [];
    const listen = (warning: Error) => warned.push(warning.message);
    process.on('warning', listen);
    await connect(`sslmode=require`);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);

    expect(warned).toEqual([]);
  });
});
