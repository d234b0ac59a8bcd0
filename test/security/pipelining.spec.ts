import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerProcess } from '../support/server-process.js';
import { StubbornClient } from '../support/stubborn-client.js';
import { emptyDatabase, type TestDatabase } from '../support/test-database.js';
import { PATH, VALID } from '../support/test-server.js';

const KEY = 'b'.repeat(32);
const MAX_WAITING = 32;
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const HEALTH = get('/health/live');

const until = async (condition: () => boolean) => {
  for (let i = 0; i < 1_000 && !condition(); i += 1) await sleep(10);
};

/** The memory of a process in MiB. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024;
}

describe('requests that a client sends without waiting for the answers', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  const clients: StubbornClient[] = [];

  beforeAll(async () => {
    database = await emptyDatabase();
    const { databaseUrl: DATABASE_URL, dataDir: DATA_DIR } = database.config;
    server = await ServerProcess.start(
      { DATABASE_URL, DATA_DIR, BOOTSTRAP_API_KEY: KEY },
      undefined,
      1_024,
    );
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.remove();
  });
  afterAll(async () => {
    await server.stop();
    await database.remove();
  });

  const open = async (bytes: string) => {
    const client = await StubbornClient.open(server.url, bytes);
    clients.push(client);
    return client;
  };

  it('are handled one after the other', async () => {
    const request = (method: string, body: string) =>
      `${method} ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const put = (category: string) => request('PUT', JSON.stringify({ ...VALID, category }));
    const client = (await open(put('first') + put('second') + request('GET', '') + HEALTH)).read();
    await until(() => client.received.includes('"status":"ok"'));

    const [first, second, list, health] = client.received.split(/(?=HTTP\/1\.1 )/);
    expect(first).toContain('"category":"first"');
    expect(second).toContain('"category":"second"');
    expect(list).toMatch(/"object":"list".*"category":"first".*"category":"second"/);
    expect(health).toContain('"status":"ok"');
  });

  it('end the connection when more than 32 wait', async () => {
    const allowed = (await open(HEALTH.repeat(MAX_WAITING + 1))).read();
    await until(() => allowed.received.split('HTTP/1.1 200').length > MAX_WAITING + 1);
    const refused = (await open(HEALTH.repeat(MAX_WAITING + 2))).read();
    await until(() => refused.isEnded);

    expect(allowed.received.split('HTTP/1.1 200')).toHaveLength(MAX_WAITING + 2);
    expect(allowed.isEnded).toBe(false);
    expect(refused.isEnded).toBe(true);
  });

  it.each(['/openapi.json', '/docs/swagger-ui-bundle.js', '/docs/start.js', '/docs'])(
    'of %s take no memory and no files while 800 clients do not read the answers',
    async (path) => {
      const before = await memoryOf(server.pid);
      for (let i = 0; i < 800; i += 1) await open(get(path).repeat(MAX_WAITING));
      await sleep(1_000);
      const { status } = await fetch(`${server.url}/health/ready`);

      expect(status).toBe(200);
      expect((await memoryOf(server.pid)) - before).toBeLessThan(200);
      expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    },
    60_000,
  );
});
