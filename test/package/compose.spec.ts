import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { readConfig } from '../../src/server/config/config.js';
import { PostgresCluster } from '../support/postgres-cluster.mjs';
import { ServerProcess } from '../support/server-process.js';

interface Service {
  image?: string;
  environment: Record<string, string | null>;
  ports: string[];
  volumes: string[];
  healthcheck: { test: string[] };
  depends_on: Record<string, { condition: string }>;
  stop_grace_period: string;
}

const PASSWORD = 'Secret123';

/**
 * Compose replaces variables, and passes on a name without a value when the variable is set (compose specification).
 */
describe('docker-compose.yml', () => {
  let server: Service;
  let database: Service;

  beforeAll(async () => {
    const text = await readFile('docker-compose.yml', 'utf8');
    const replaced = text.replaceAll(/\$\{POSTGRES_PASSWORD(:\?[^}]*)?\}/g, PASSWORD);
    const { services } = parse(replaced) as { services: Record<'server' | 'database', Service> };
    ({ server, database } = services);
  });

  it('runs PostgreSQL 17 with its data in a volume', () => {
    expect(database.image).toMatch(/^postgres:17-/);
    expect(database.volumes).toEqual(['database:/var/lib/postgresql/data']);
  });

  it('stops with a message when POSTGRES_PASSWORD is not set', async () => {
    expect(await readFile('docker-compose.yml', 'utf8')).toMatch(
      /POSTGRES_PASSWORD: \$\{POSTGRES_PASSWORD:\?must be set/,
    );
  });

  it('gives the server the URL of its database', () => {
    const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD } = database.environment;
    const url = new URL(server.environment.DATABASE_URL ?? '');

    expect([url.username, url.password, url.pathname]).toEqual([
      POSTGRES_USER,
      POSTGRES_PASSWORD,
      `/${POSTGRES_DB}`,
    ]);
    expect([url.hostname, POSTGRES_PASSWORD]).toEqual(['database', PASSWORD]);
    expect(database.healthcheck.test).toEqual([
      'CMD',
      'pg_isready',
      '--host=127.0.0.1',
      `--username=${POSTGRES_USER}`,
      `--dbname=${POSTGRES_DB}`,
    ]);
    expect(server.depends_on).toEqual({ database: { condition: 'service_healthy' } });
  });

  it('passes on every variable of the README that a container does not set itself', async () => {
    const readme = await readFile('README.md', 'utf8');
    const table = readme.slice(readme.indexOf('| `PORT`'));
    const rows = table.split('\n').filter((line) => /^\| `[A-Z]/.test(line));
    const names = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([A-Z_]+)`/g)]);
    const documented = names.map(([, name = '']) => name);
    const others = documented.filter((name) => !['PORT', 'HOST', 'DATA_DIR'].includes(name));

    expect(others).toContain('BOOTSTRAP_API_KEY');
    expect(Object.keys(server.environment).sort()).toEqual(others.sort());
  });

  it('publishes the port of the server on loopback', async () => {
    const { port } = readConfig({});

    expect(server.ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(await readFile('Dockerfile', 'utf8')).toContain(`EXPOSE ${port}\n`);
  });

  it('waits longer for the end of the server than the server takes', () => {
    const { shutdownGrace } = readConfig({});

    expect(Number.parseInt(server.stop_grace_period)).toBeGreaterThan(shutdownGrace + 8);
  });

  const onlyWithPrograms = PostgresCluster.isInstalled() ? it : it.skip;
  onlyWithPrograms('the server starts with this environment', async () => {
    const cluster = await PostgresCluster.create();
    const given = Object.entries(server.environment).filter(([, value]) => value !== null);
    const url = new URL(server.environment.DATABASE_URL ?? '');
    url.host = new URL(cluster.url).host;
    url.username = 'postgres';
    url.pathname = '/postgres';
    const process = await ServerProcess.start({
      ...(Object.fromEntries(given) as Record<string, string>),
      DATABASE_URL: url.href,
      PORT: '0',
    });
    const { status } = await fetch(`${process.url}/health/ready`);
    await process.stop();
    await cluster.remove();

    expect(status).toBe(200);
  });
});
