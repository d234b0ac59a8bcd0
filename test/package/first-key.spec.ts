import { ServerProcess } from '../support/server-process.js';
import { embeddedDatabase, type TestDatabase } from '../support/test-database.js';

describe('the first key', () => {
  let database: TestDatabase;
  let server: ServerProcess;

  beforeEach(async () => void (database = await embeddedDatabase()));
  afterEach(async () => {
    await server.stop('SIGKILL');
    await database.remove();
  });

  const start = async (HOST = '127.0.0.1') => {
    server = await ServerProcess.start({ DATA_DIR: database.config.dataDir, HOST });
  };

  it.each([
    ['127.0.0.1', 'admin'],
    ['::1', 'admin'],
    ['0.0.0.0', 'member'],
  ])('of a server that listens on %s has the role %s', async (HOST, role) => {
    await start(HOST);

    expect(server.stdout).toContain(`with the role "${role}"`);
  });

  it('reads everything that the README lists', async () => {
    await start();
    const key = /Bearer (bw_\S+)'/.exec(server.command ?? '')?.[1];
    const headers = { Authorization: `Bearer ${key}` };
    const below = (base: string, paths: string[]) => paths.map((path) => `/v1/${base}${path}`);
    const paths = [
      ...below('messaging/preferences', ['', '/effective', '/history']),
      ...below('messaging/owners/demo/', ['preferences', 'preferences/history', 'export']),
      ...below('', ['messaging/categories', 'access/api-keys', 'access/roles', 'access/events']),
      ...['/health/live', '/health/ready', '/docs', '/openapi.json', '/'],
    ];
    const answers = paths.map(async (path) => {
      const { status } = await fetch(server.url + path, { headers });
      return `${path} ${status}`;
    });

    expect(await Promise.all(answers)).toEqual(paths.map((path) => `${path} 200`));
  });
});
