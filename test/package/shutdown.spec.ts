import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { ServerProcess } from '../support/server-process.js';
import { migratedDatabase, type TestDatabase } from '../support/test-database.js';
import { PATH, VALID } from '../support/test-server.js';

const KEY = 'b'.repeat(32);
const BODY = JSON.stringify(VALID);
const HEALTH = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
const CLIENTS = 16;

describe('the shutdown', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let agent: Agent;

  const start = async (SHUTDOWN_GRACE: string) => {
    const { databaseUrl: DATABASE_URL, dataDir: DATA_DIR } = database.config;
    const env = { DATABASE_URL, DATA_DIR, BOOTSTRAP_API_KEY: KEY, SHUTDOWN_GRACE };
    server = await ServerProcess.start(env);
  };
  const open = async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  };
  const answerOn = async (socket: Socket) => {
    socket.write(HEALTH);
    return String(await once(socket, 'data'));
  };
  const readiness = async () => {
    const answer = await fetch(`${server.url}/health/ready`);
    return { status: answer.status, body: (await answer.json()) as object, answer };
  };
  const untilStopping = async () => {
    while (!server.stdout.includes('server is stopping')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  /** PUTs a preference; returns the status, or the code of the error of the connection. */
  const put = () =>
    new Promise<number | string | undefined>((resolve) => {
      const sent = request(server.url + PATH, {
        agent,
        method: 'PUT',
        headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
      });
      sent.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
      sent.on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode)));
      sent.end(BODY);
    });

  beforeEach(async () => {
    database = await migratedDatabase();
    agent = new Agent({ keepAlive: true });
  });
  afterEach(async () => {
    agent.destroy();
    await server.stop('SIGKILL');
    await database.remove();
  });

  it('in the grace period readiness fails, requests are answered, and each answer ends its connection', async () => {
    await start('2');
    const keptAlive = await open();
    expect(await answerOn(keptAlive)).toMatch(/^Connection: keep-alive\r$/m);
    const stopped = server.stop();
    await untilStopping();
    const { status, body, answer } = await readiness();
    const old = await answerOn(keptAlive);
    const fresh = await answerOn(await open());

    expect([status, body, answer.headers.get('connection')]).toEqual([
      503,
      expect.objectContaining({ code: 'unavailable', detail: 'The server is stopping.' }),
      'close',
    ]);
    for (const text of [old, fresh]) {
      expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*Connection: close\r\n/);
    }
    expect(await stopped).toBe(0);
  });

  it('Ctrl-C stops without the grace period', async () => {
    await start('3600');

    expect(await server.stop('SIGINT')).toBe(0);
  });

  it('a connection that was just opened may still send its first request', async () => {
    await start('0');
    const socket = await open();
    const stopped = server.stop();
    await untilStopping();
    socket.write(HEALTH);

    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*Connection: close\r\n/);
    expect(await stopped).toBe(0);
  });

  it('no request is reset when clients leave as readiness fails', async () => {
    await start('1');
    let isReady = true;
    const watch = async () => {
      while (isReady) isReady = (await readiness()).status === 200;
    };
    const client = async () => {
      const answers = new Set<number | string | undefined>();
      while (isReady) answers.add(await put());
      return [...answers];
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, client));
    const watching = watch();
    await put();
    const stopped = server.stop();
    await watching;

    expect((await clients).flat().filter((answer) => answer !== 200)).toEqual([]);
    expect(await stopped).toBe(0);
    expect(server.log.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it('logs the start and the stop in JSON', async () => {
    await start('1');
    await put();
    await server.stop();
    const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;

    const lines = server.log.map(({ time, level, pid, hostname, ...line }) => line);
    expect(lines).toEqual([
      { msg: 'database ready', database: expect.any(Object), migrations: [] },
      { msg: 'server started', version, address: server.url },
      expect.objectContaining({
        msg: 'request completed',
        credentialId: 'bootstrap',
        ownerId: 'bootstrap',
      }),
      { msg: 'server is stopping', signal: 'SIGTERM', graceSeconds: 1 },
      { msg: 'server stopped', signal: 'SIGTERM' },
    ]);
  });
});
