import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { EmbeddedDatabase } from '../../src/server/database/embedded-database.js';
import { PostgresCluster } from '../support/postgres-cluster.mjs';
import { migratedDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';
import { TestServer } from '../support/test-server.js';

/** A wire to a database that a test can cut. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly reach: () => Socket) {}

  async connect(): Promise<number> {
    this.server = createServer((client) => {
      const far = this.reach();
      for (const socket of [client, far]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy());
      }
      client.pipe(far).pipe(client);
    }).listen(this.port, '127.0.0.1');
    await new Promise((resolve) => this.server?.once('listening', resolve));
    return (this.port = (this.server.address() as AddressInfo).port);
  }

  /** Lets what is connected go silent, as in a failover; new connections work. */
  silence(): void {
    for (const socket of this.sockets) socket.unpipe().on('data', () => undefined);
  }

  cut(): void {
    this.server?.close();
    this.sockets.forEach((socket) => socket.destroy());
    this.sockets.clear();
  }
}

/** The database of the suite, at the far end of a wire. */
async function wired(database: TestDatabase) {
  const { databaseUrl, dataDir } = database.config;
  const embedded = databaseUrl === undefined ? await EmbeddedDatabase.open(dataDir) : undefined;
  const url = new URL(databaseUrl ?? 'postgresql://postgres@127.0.0.1/postgres');
  const { port, hostname } = url;
  const wire = new Wire(() =>
    embedded ? connect(`${embedded.host}/.s.PGSQL.5432`) : connect(Number(port), hostname),
  );
  url.port = String(await wire.connect());
  return { wire, url: url.href, close: () => embedded?.close() };
}

describe('a database that goes away', () => {
  let cleanUps: (() => unknown)[] = [];

  afterEach(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
    cleanUps = [];
  });

  /** A server at the near end of a wire to a database. */
  const wiredServer = async () => {
    const database = await migratedDatabase();
    const { wire, url, close } = await wired(database);
    cleanUps.push(database.remove, close, () => wire.cut());
    const server = await TestServer.start({ databaseUrl: url });
    cleanUps.push(() => server.stop({ databaseIsAway: true }));
    return { wire, server, owner: await server.owner() };
  };

  it('is answered with 503 until it is back, without a restart', async () => {
    const { wire, server, owner } = await wiredServer();
    const before = await owner.put();

    wire.cut();
    const away = await Promise.all([owner.put(), owner.put(), server.http.get('/health/ready')]);
    const live = await server.http.get('/health/live');
    await wire.connect();
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

  it('may go silent: who waits is told so, and the next get a new connection', async () => {
    const { wire, owner } = await wiredServer();
    const before = await owner.put();

    wire.silence();
    const away = await owner.put();
    const after = await owner.put();

    expect(away.status).toBe(503);
    expect(after.text).toBe(before.text);
  });

  const onlyOnPostgres = onPostgres ? it : () => undefined;
  onlyOnPostgres('may crash and be started again', async () => {
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
