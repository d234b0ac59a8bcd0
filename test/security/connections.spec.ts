import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { promisify } from 'node:util';
import { HTTP_LIMITS } from '../../src/server/http-edge/http-limits.js';
import { ServerProcess } from '../support/server-process.js';
import { StubbornClient } from '../support/stubborn-client.js';
import { emptyDatabase } from '../support/test-database.js';
import { PATH, TestServer, VALID } from '../support/test-server.js';

const QUICK = {
  ...HTTP_LIMITS,
  headersTimeout: 1_000,
  requestTimeout: 2_000,
  connectionsCheckingInterval: 100,
  keepAliveTimeout: 3_000,
  answerTimeout: 1_000,
};
const LIMIT = 50;
const BOUND_MS = 15_000;
const KEY = 'b'.repeat(32);
const HALF_HEADER = `PUT ${PATH} HTTP/1.1\r\nHost: x\r\nX-Hal`;
const halfBody = (key: string, length: number) =>
  `PUT ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{"cat`;
const HALF_BODY = halfBody(KEY, 10_000);
const TOO_LARGE = halfBody(KEY, 10_000_000);
const UNAUTHENTICATED = halfBody('wrong', 10_000);
const HEALTH = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
const DOCUMENT = 'GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n';

const until = async (condition: () => boolean | Promise<boolean>) => {
  const deadline = Date.now() + BOUND_MS;
  while (!(await condition()) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('connections', () => {
  let server: TestServer;
  let clients: StubbornClient[] = [];

  const open = async (bytes = '', url = server.url) => {
    const client = await StubbornClient.open(url, bytes);
    clients.push(client);
    return client;
  };
  const openMany = async (count: number, bytes?: string, url?: string) => {
    const opened = [];
    for (let i = 0; i < count; i++) opened.push((await open(bytes, url)).read());
    return opened;
  };
  const httpServer = () => server.app.getHttpServer() as Server;
  const count = () => promisify(httpServer().getConnections.bind(httpServer()))();
  /** Waits until no connection is open or the deadline passes; returns the number of open connections. */
  const countAtTheEnd = async () => {
    await until(async () => (await count()) === 0);
    return count();
  };

  afterEach(() => {
    for (const client of clients) client.remove();
    clients = [];
  });

  describe('clients that never close a connection', () => {
    beforeAll(
      async () =>
        void (server = await TestServer.start({ bootstrapApiKey: KEY }, undefined, QUICK)),
    );
    afterAll(() => server.stop());

    it('the connections of 600 clients that send nothing, half a header or half a body end with 408', async () => {
      for (const bytes of ['', HALF_HEADER, HALF_BODY]) await openMany(200, bytes);

      expect(await countAtTheEnd()).toBe(0);
      await until(() => clients.every(({ isEnded }) => isEnded));
      const answers = new Set(clients.map(({ received }) => received.slice(0, 12)));
      expect([...answers]).toEqual(['HTTP/1.1 408']);
    });

    it.each([
      ['half a header', HALF_HEADER, '408'],
      ['half a body', HALF_BODY, '408'],
      ['half a body that is already rejected as too large', TOO_LARGE, '413'],
      ['half a body without a valid credential', UNAUTHENTICATED, '401'],
    ])(
      'a connection ends when the client sends single bytes after %s',
      async (_, bytes, status) => {
        const client = (await open(bytes)).read().trickle(100);

        expect(await countAtTheEnd()).toBe(0);
        await until(() => client.isEnded);
        expect(client.received.match(/HTTP\/1.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`]);
      },
    );

    it('a connection ends when the client does not read its answers', async () => {
      await open(DOCUMENT.repeat(50));
      await open(`${DOCUMENT.repeat(50)}HELLO\r\n\r\n`);
      await until(async () => (await count()) === 2);

      expect(await countAtTheEnd()).toBe(0);
    });
  });

  describe('the default limits', () => {
    beforeAll(async () => void (server = await TestServer.start()));
    afterAll(() => server.stop());

    it.each([
      ['nothing', ''],
      ['more bytes', 'bytes'],
    ])(
      'a connection ends after bytes that are not HTTP, when the client then sends %s',
      async (_, more) => {
        const client = (await open('HELLO\r\n\r\n')).read();
        await until(() => client.received !== '');
        client.send(more);

        expect(await countAtTheEnd()).toBe(0);
        await until(() => client.isEnded);
        expect(client.received).toMatch(/^HTTP\/1.1 400 /);
      },
    );
  });

  describe('the limit on connections', () => {
    /** Locks a table, so that requests wait until the returned function is called. */
    const holdDatabase = async () => {
      const runner = server.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query('LOCK TABLE notification_preference IN ACCESS EXCLUSIVE MODE');
      return async () => {
        await runner.rollbackTransaction();
        await runner.release();
      };
    };
    /** A client whose whole request has arrived. */
    const openServed = async (key: string) => {
      const body = JSON.stringify(VALID);
      const head = `PUT ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n`;
      const type = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      const arrival = once(httpServer(), 'request');
      const client = (await open(head + type + body)).read();
      const [request] = (await arrival) as [IncomingMessage];
      await until(() => request.complete);
      return client;
    };
    const endedOf = (some: StubbornClient[]) => some.map(({ isEnded }) => isEnded);
    beforeAll(
      async () =>
        void (server = await TestServer.start({ bootstrapApiKey: KEY, maxConnections: LIMIT })),
    );
    afterEach(async () => {
      for (const client of clients) client.remove();
      expect(await countAtTheEnd()).toBe(0);
    });
    afterAll(() => server.stop());

    it('a new connection at the limit ends the connection that was silent for longest', async () => {
      const silent = await openMany(LIMIT);
      const client = (await open(HEALTH)).read();
      await until(() => client.received !== '' && silent[0]!.isEnded);

      expect(client.received).toMatch(/^HTTP\/1.1 200 /);
      expect(endedOf(silent)).toEqual(silent.map((_, i) => i === 0));
      expect(await count()).toBe(LIMIT);
    });

    it('an answered request counts as activity, so connections that were silent since end first', async () => {
      const first = (await open()).read();
      const silent = await openMany(LIMIT - 1, HALF_BODY);
      first.send(HEALTH);
      await until(() => first.received.includes('"ok"'));
      await open();
      await until(() => silent[0]!.isEnded);

      expect(endedOf([first, ...silent])).toEqual([false, ...silent.map((_, i) => i === 0)]);
    });

    it('a rejected half request does not count as activity', async () => {
      const refused = (await open()).read();
      const silent = await openMany(LIMIT - 1);
      refused.send(TOO_LARGE);
      refused.trickle(100);
      await until(() => refused.received !== '');
      await open();
      await until(() => refused.isEnded);

      expect(endedOf([refused, ...silent])).toEqual([true, ...silent.map(() => false)]);
    });

    it('a connection with a request in progress does not end at the limit, however old it is', async () => {
      const { key } = await server.owner();
      const release = await holdDatabase();
      const served = await openServed(key);
      const silent = await openMany(LIMIT - 1);
      await openMany(100);
      await until(() => silent.every(({ isEnded }) => isEnded));
      await release();
      await until(() => served.received !== '');

      expect(served.received).toMatch(/^HTTP\/1.1 200 /);
      expect(endedOf(silent)).toEqual(silent.map(() => true));
      expect(await count()).toBe(LIMIT);
    });

    it('a new connection at the limit ends when all others have a request in progress', async () => {
      const { key } = await server.owner();
      const release = await holdDatabase();
      const served: StubbornClient[] = [];
      for (let i = 0; i < LIMIT; i++) served.push(await openServed(key));
      const refused = (await open()).read();
      await until(() => refused.isEnded);
      expect(endedOf([...served, refused])).toEqual([...served.map(() => false), true]);

      await release();
      await until(() => served.every(({ received }) => received !== ''));
      expect(served.map(({ received }) => received.slice(0, 12))).toEqual(
        served.map(() => 'HTTP/1.1 200'),
      );
    });
  });

  it('a server with 1,024 descriptors still answers requests while 1,100 silent clients connect', async () => {
    const { config, remove } = await emptyDatabase();
    const env = {
      DATABASE_URL: config.databaseUrl,
      DATA_DIR: config.dataDir,
      BOOTSTRAP_API_KEY: KEY,
    };
    const child = await ServerProcess.start(env, undefined, 1_024);
    const put = (_: unknown, i: number) =>
      fetch(child.url + PATH, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...VALID, category: `category-${i}` }),
      }).then(({ status }) => status, String);
    await openMany(1_100, '', child.url);
    const answers = await Promise.all(Array.from({ length: 30 }, put));
    await child.stop();
    await remove();

    expect(answers).toEqual(answers.map(() => 200));
  });
});
