import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { AccessCaches } from '../../src/access/cache/access-caches.service.js';
import { OPERATOR } from '../../src/access/grants/grantor.js';
import { statementsDuring } from '../support/statements.js';
import { PATH, TestServer, type TestOwner, VALID } from '../support/test-server.js';

describe('credential checks', () => {
  let server: TestServer;
  let owner: TestOwner;
  let other: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    owner = await server.owner();
    other = await server.owner();
  });
  afterAll(() => server.stop());

  /** Sends a request with these header lines; returns the status, the detail and the challenge of its answer. */
  const ask = async (path: string, ...headers: string[]) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`);
    socket.write([...headers, '', ''].join('\r\n'));
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    await once(socket, 'close');
    const [head = '', body = '{}'] = text.split('\r\n\r\n');
    const { detail } = JSON.parse(/\{.*\}/s.exec(body)?.[0] ?? '{}') as { detail?: string };
    return {
      status: Number(head.split(' ')[1]),
      detail,
      challenge: /^www-authenticate: (.*)$/im.exec(head)?.[1],
    };
  };

  const REFUSED = {
    status: 401,
    detail: 'Send a valid credential: Authorization: Bearer <token>.',
    challenge: 'Bearer',
  };

  it('accepts a key in the header Authorization: Bearer', async () => {
    expect(await ask(PATH, `Authorization: Bearer ${owner.key}`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['a request without the header', () => []],
    ['a blank header', () => ['Authorization: ']],
    ['a scheme alone', () => ['Authorization: Bearer']],
    [
      'two headers',
      () => [`Authorization: Bearer ${owner.key}`, `Authorization: Bearer ${owner.key}`],
    ],
    [
      'two headers that differ in letter case',
      () => [`authorization: Bearer ${owner.key}`, 'AUTHORIZATION: x'],
    ],
    ['two keys in one header', () => [`Authorization: Bearer ${owner.key}, Bearer ${owner.key}`]],
    ['another scheme', () => [`Authorization: Basic ${owner.key}`]],
    ['a key without a scheme', () => [`Authorization: ${owner.key}`]],
    ['a key in another header', () => [`X-Api-Key: ${owner.key}`]],
    ['a key in a cookie', () => [`Cookie: token=${owner.key}`]],
    ['a key with a wrong prefix', () => [`Authorization: Bearer sk${owner.key.slice(2)}`]],
    ['a key with a wrong checksum', () => [`Authorization: Bearer ${mistyped(owner.key)}`]],
    [
      'a key with a wrong secret',
      () => [`Authorization: Bearer ${keyOf(owner.keyId, '0'.repeat(43))}`],
    ],
    [
      'a key with the secret of another key',
      () => [`Authorization: Bearer ${swapped(owner, other)}`],
    ],
    ['a key with one extra character', () => [`Authorization: Bearer ${owner.key}x`]],
    ['a key with one missing character', () => [`Authorization: Bearer ${owner.key.slice(0, -1)}`]],
    [
      'a key with an unknown id',
      () => [`Authorization: Bearer ${keyOf('0'.repeat(17), '0'.repeat(43))}`],
    ],
    [
      'a token when no issuer is configured',
      () => ['Authorization: Bearer eyJhbGciOiJub25lIn0.e30.'],
    ],
  ])('gives the same 401 to %s', async (_, headers) => {
    expect(await ask(PATH, ...headers())).toEqual(REFUSED);
  });

  it.each([
    (key: string) => `api_key=${key}`,
    (key: string) => `access_token=${key}`,
    () => 'limit=1&access_token=x',
    (key: string) => key,
    (key: string) => `a=${encodeURIComponent(`x ${key}`)}`,
    (key: string) => `a=%62%77${key.slice(2)}`,
  ])(
    'answers 401 to a credential in the query, with and without a valid header: %s',
    async (query) => {
      const path = `${PATH}?${query(owner.key)}`;

      expect(await ask(path)).toEqual(REFUSED);
      expect(await ask(path, `Authorization: Bearer ${owner.key}`)).toEqual(REFUSED);
    },
  );

  it('redacts a key that a client put into the path', async () => {
    const { body } = await server.http.get(`/v1/access/api-keys/${owner.key}`);

    expect(body.instance).toBe('/v1/access/api-keys/[redacted]');
  });

  describe('statements per request', () => {
    const times = (count: number, work: () => PromiseLike<unknown>) => async () => {
      for (let i = 0; i < count; i += 1) await work();
    };

    it('a cached key needs no authentication statement, whatever its role', async () => {
      const known = await server.owner({ permissions: ['messaging:update'] });
      await known.put();
      const used = async () => (await server.keys.get(OPERATOR, known.keyId)).lastUsedAt;
      while (!(await used())) await sleep(20);
      await known.put();
      const seen = await statementsDuring(times(20, () => known.put()));

      expect(seen.filter((sql) => sql.includes('access_'))).toEqual([]);
      expect(seen).toHaveLength(20);
    });

    it('concurrent first requests with one key share one authentication statement', async () => {
      const caches = server.app.get(AccessCaches, { strict: false });
      caches.clear();
      // The announcement of a key that an earlier test made may arrive late and would clear the caches again.
      caches.clear = () => undefined;
      const seen = await statementsDuring(() =>
        Promise.all(Array.from({ length: 30 }, () => owner.put(VALID))),
      );
      Reflect.deleteProperty(caches, 'clear');

      expect(seen.filter((sql) => sql.includes('access_api_key_secret'))).toHaveLength(1);
    });

    it('a key with a wrong checksum needs no statement', async () => {
      const seen = await statementsDuring(times(20, () => server.put(mistyped(owner.key), VALID)));

      expect(seen).toEqual([]);
    });

    it('each request with a wrong secret needs one statement, whether the key id exists or not', async () => {
      const unknown = keyOf('0'.repeat(17), '0'.repeat(43));
      const wrong = keyOf(owner.keyId, '0'.repeat(43));
      await owner.put();

      expect(await statementsDuring(times(3, () => server.put(unknown, VALID)))).toHaveLength(3);
      expect(await statementsDuring(times(3, () => server.put(wrong, VALID)))).toHaveLength(3);
    });
  });
});

function mistyped(key: string): string {
  return key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
}

/** A key in the valid format, with a valid checksum. */
function keyOf(id: string, secret: string): string {
  const body = `bw_${id}_${secret}`;
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const sum = crc32(body);
  const places = Array.from({ length: 6 }, (_, i) => Math.floor(sum / 62 ** (5 - i)) % 62);
  return body + places.map((place) => digits[place]).join('');
}

function swapped(one: TestOwner, other: TestOwner): string {
  const [, , rest = ''] = other.key.split('_');
  return keyOf(one.keyId, rest.slice(0, 43));
}
