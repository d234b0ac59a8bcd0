import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedDatabase } from '../../src/server/database/embedded-database.js';
import { PostgresCluster } from '../support/postgres-cluster.mjs';
import { ServerProcess } from '../support/server-process.js';
import { migratedDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';
import { PATH, TestServer } from '../support/test-server.js';

/** The number of the level `error` in the log. */
const ERROR = 50;

/** A TCP proxy in front of a database, whose connections a test can end. */
class Proxy {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly connectToDatabase: () => Socket) {}

  async listen(): Promise<number> {
    this.server = createServer((client) => {
      const database = this.connectToDatabase();
      for (const socket of [client, database]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy());
      }
      client.pipe(database).pipe(client);
    }).listen(this.port, '127.0.0.1');
    await new Promise((resolve) => this.server?.once('listening', resolve));
    return (this.port = (this.server.address() as AddressInfo).port);
  }

  /** Stops all traffic on the open connections, as in a failover; new connections work. */
  silence(): void {
    for (const socket of this.sockets) socket.unpipe().on('data', () => undefined);
  }

  close(): void {
    this.server?.close();
    this.sockets.forEach((socket) => socket.destroy());
    this.sockets.clear();
  }
}

/** Starts a proxy in front of the database of the suite; `url` leads through the proxy. */
async function startProxy(database: TestDatabase) {
  const { databaseUrl, dataDir } = database.config;
  const embedded = databaseUrl === undefined ? await EmbeddedDatabase.open(dataDir) : undefined;
  const url = new URL(databaseUrl ?? 'postgresql://postgres@127.0.0.1/postgres');
  const { port, hostname } = url;
  const proxy = new Proxy(() =>
    embedded ? connect(`${embedded.host}/.s.PGSQL.5432`) : connect(Number(port), hostname),
  );
  url.port = String(await proxy.listen());
  return { proxy, url: url.href, close: () => embedded?.close() };
}

describe('an unavailable database', () => {
  let cleanUps: (() => unknown)[] = [];

  afterEach(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
    cleanUps = [];
  });

  const startDatabase = async () => {
    const database = await migratedDatabase();
    const { proxy, url, close } = await startProxy(database);
    cleanUps.push(database.remove, close, () => proxy.close());
    return { proxy, url };
  };

  /** Starts a server that reaches its database through a proxy. */
  const startServer = async () => {
    const { proxy, url } = await startDatabase();
    const server = await TestServer.start({ databaseUrl: url });
    cleanUps.push(() => server.stop({ databaseIsAway: true }));
    return { proxy, server, owner: await server.owner() };
  };

  it('requests get 503 while the database is unavailable and succeed again without a restart of the server', async () => {
    const { proxy, server, owner } = await startServer();
    const before = await owner.put();
    const backend = await server.owner({ role: 'backend' });
    const exportOwner = () => backend.send('get', `owners/${owner.ownerId}/export`);
    await exportOwner();

    proxy.close();
    const away = await Promise.all([
      owner.put(),
      owner.put(),
      exportOwner(),
      server.http.get('/health/ready'),
    ]);
    const live = await server.http.get('/health/live');
    await proxy.listen();
    const after = await owner.put();
    const ready = await server.http.get('/health/ready');

    for (const { status, body, headers } of away) {
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('5');
      expect(headers['content-type']).toContain('application/problem+json');
      expect(body).toMatchObject({ code: 'unavailable', status: 503 });
      expect(JSON.stringify(body)).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);
    }
    expect(live.status).toBe(200);
    expect(after.text).toBe(before.text);
    expect(ready.status).toBe(200);
  });

  it('a failing readiness check logs one line when it begins to fail, and one when it succeeds again', async () => {
    const { proxy, url } = await startDatabase();
    const server = await ServerProcess.start({ DATABASE_URL: url, SHUTDOWN_GRACE: '1' });
    cleanUps.push(() => server.stop('SIGKILL'));
    const check = async () => (await fetch(`${server.url}/health/ready`)).status;

    const statuses = [await check()];
    proxy.close();
    for (let round = 0; round < 3; round += 1) statuses.push(await check());
    await proxy.listen();
    for (let round = 0; round < 2; round += 1) statuses.push(await check());
    const stopped = server.stop();
    while ((await check()) !== 503) await sleep(10);
    await stopped;

    const lines = server.log.filter(({ context, level }) => {
      return context === 'Readiness' || Number(level) >= ERROR;
    });
    expect(statuses).toEqual([200, 503, 503, 503, 200, 200]);
    expect(lines).toMatchObject([
      { level: ERROR, msg: expect.stringMatching(/^The server is not ready\. database: .+/) },
      { msg: 'The server is ready again.' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('"stack"');
  });

  it('a request that the database cannot answer is one warning in the log', async () => {
    const { proxy, url } = await startDatabase();
    const BOOTSTRAP_API_KEY = 'b'.repeat(32);
    const server = await ServerProcess.start({ DATABASE_URL: url, BOOTSTRAP_API_KEY });
    cleanUps.push(() => server.stop('SIGKILL'));
    const headers = { Authorization: `Bearer ${BOOTSTRAP_API_KEY}`, 'X-Request-Id': 'mine' };
    const list = async () => (await fetch(server.url + PATH, { headers })).status;

    const before = await list();
    proxy.close();
    const during = await list();
    await server.stop();

    const lines = server.log.filter(({ context }) => context === 'ProblemFilter');
    expect([before, during]).toEqual([200, 503]);
    expect(lines).toEqual([
      expect.objectContaining({ level: 40, msg: expect.stringMatching(/^Request mine: \S.+$/) }),
    ]);
    expect(lines[0]).not.toHaveProperty('stack');
  });

  it('a request on a silent connection gets 503, and the next request uses a new connection', async () => {
    const { proxy, owner } = await startServer();
    const before = await owner.put();

    proxy.silence();
    const away = await owner.put();
    const after = await owner.put();

    expect(away.status).toBe(503);
    expect(after.text).toBe(before.text);
  });

  const onlyOnPostgres = onPostgres ? it : () => undefined;
  onlyOnPostgres('requests succeed again after PostgreSQL crashed and restarted', async () => {
    const cluster = await PostgresCluster.create();
    cleanUps.push(() => cluster.remove());
    const server = await TestServer.start({ databaseUrl: cluster.url });
    cleanUps.push(() => server.stop({ databaseIsAway: true }));
    const owner = await server.owner();
    const before = await owner.put();

    await cluster.stop();
    const away = await owner.put();
    await cluster.start();
    const after = await owner.put();

    expect(away.status).toBe(503);
    expect(after.text).toBe(before.text);
  });
});
