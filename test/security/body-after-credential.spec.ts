import { StubbornClient } from '../support/stubborn-client.js';
import { PATH, TestServer, VALID } from '../support/test-server.js';

const LENGTH = 256 * 1024;

describe('the credential is checked before the body is read', () => {
  let server: TestServer;
  let client: StubbornClient;

  beforeAll(async () => void (server = await TestServer.start()));
  afterEach(() => client.remove());
  afterAll(() => server.stop());

  const open = async (
    path: string,
    authorization: string,
    length: number,
    type = 'json',
    expect = '',
  ) => {
    const head = [
      `PUT ${path} HTTP/1.1`,
      'Host: x',
      ...(authorization && [`Authorization: Bearer ${authorization}`]),
      `Content-Type: application/${type}`,
      `Content-Length: ${length}`,
      ...(expect && [`Expect: ${expect}`]),
    ];
    client = (await StubbornClient.open(server.url, `${head.join('\r\n')}\r\n\r\n`)).read();
  };
  const untilAnswered = async () => {
    while (!client.received.includes('\r\n\r\n')) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return client.received.slice(0, 12);
  };

  it.each([
    ['without a credential', ''],
    ['with a wrong credential', `bw_${'0'.repeat(17)}_${'0'.repeat(49)}`],
  ])('a request %s gets 401 before its body arrives', async (_, credential) => {
    await open(`${PATH}/batch`, credential, LENGTH);

    expect(await untilAnswered()).toBe('HTTP/1.1 401');
  });

  it('a credential without the permission gets 403 before the body arrives', async () => {
    const { key } = await server.owner({ permissions: ['messaging:read'] });
    await open(PATH, key, LENGTH);

    expect(await untilAnswered()).toBe('HTTP/1.1 403');
  });

  it('a body over the limit of its operation gets 413 before it arrives', async () => {
    const { key } = await server.owner();
    await open(PATH, key, 16 * 1024 + 1);

    expect(await untilAnswered()).toBe('HTTP/1.1 413');
  });

  it('a body of another type gets 415 before it arrives', async () => {
    const { key } = await server.owner();
    await open(PATH, key, 10, 'xml');

    expect(await untilAnswered()).toBe('HTTP/1.1 415');
  });

  it('a client that expects 100-continue is not asked for the body of a refused request', async () => {
    await open(PATH, 'wrong', LENGTH, 'json', '100-continue');

    expect(await untilAnswered()).toBe('HTTP/1.1 401');
  });

  it('a client that expects 100-continue is asked for the body of an accepted request', async () => {
    const { key } = await server.owner();
    const body = JSON.stringify(VALID);
    await open(PATH, key, body.length, 'json', '100-continue');
    expect(await untilAnswered()).toBe('HTTP/1.1 100');
    client.send(body);
    while (!client.received.includes('"object"')) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    expect(client.received.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 100', 'HTTP/1.1 200']);
  });

  it('the connection serves the next request when the body of a refused one has arrived', async () => {
    const { key } = await server.owner();
    await open(PATH, '', LENGTH);
    await untilAnswered();
    const body = JSON.stringify(VALID);
    client.send('x'.repeat(LENGTH));
    client.send(
      `PUT ${PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${key}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    while (!client.isEnded) await new Promise((resolve) => setTimeout(resolve, 5));

    expect(client.received.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200']);
  });
});
