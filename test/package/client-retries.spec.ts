import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createBellwetherClient } from '../../src/client/index.js';

const ON = { in_app_enabled: true, email_enabled: true, push_enabled: true } as const;
const PREFERENCES = '/v1/messaging/preferences';

describe('the retries of the typed client', () => {
  const answering = async (statuses: (number | undefined)[], method: 'PUT' | 'POST' = 'PUT') => {
    const asked: string[] = [];
    const listener: RequestListener = (request, response) => {
      const status = statuses[asked.length];
      asked.push(request.headers.authorization!);
      if (status === undefined) return void request.socket.destroy();
      response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}');
    };
    const peer = await startPeer(listener);
    const client = createBellwetherClient({
      baseUrl: urlOf(peer),
      credential: () => `token-${asked.length}`,
      retries: 3,
    });
    const post = { body: { category: 'news', owner_ids: ['ada'] } };
    const call =
      method === 'PUT'
        ? client.PUT(PREFERENCES, { body: ON })
        : client.POST('/v1/messaging/decisions/preview', post);
    const result = await call.then(
      ({ response }) => response.status,
      () => 'thrown',
    );
    await new Promise((resolve) => peer.close(resolve));
    return { result, asked };
  };

  it.each([
    [[200], 200, 1],
    [[503, 429, 200], 200, 3],
    [[undefined, 200], 200, 2],
    [[400], 400, 1],
    [[500], 500, 1],
    [[503, 503, 503, 503], 503, 4],
    [[undefined, undefined, undefined, undefined], 'thrown', 4],
  ])(
    'answers of the server %j give the result %s after %d requests',
    async (statuses, result, times) => {
      const asked = Array.from({ length: times }, (_, i) => `Bearer token-${i}`);
      expect(await answering(statuses)).toEqual({ result, asked });
    },
  );

  it('a POST is sent again after 429, and neither after 503 nor without an answer', async () => {
    const times = await Promise.all(
      [[429, 200], [503], [undefined]].map(async (statuses) => {
        const { asked } = await answering(statuses, 'POST');
        return asked.length;
      }),
    );

    expect(times).toEqual([2, 1, 1]);
  });

  it('a signal ends the wait between two attempts', async () => {
    const abort = new AbortController();
    let attempts = 0;
    const client = createBellwetherClient({
      baseUrl: 'http://127.0.0.1',
      credential: 'k',
      retries: 1,
      fetch: () => {
        attempts += 1;
        setTimeout(() => abort.abort(), 10);
        return Promise.resolve(new Response('', { status: 503, headers: { 'Retry-After': '20' } }));
      },
    });

    const call = client.GET(PREFERENCES, { signal: abort.signal });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(attempts).toBe(1);
  });

  it('frees the connection of an answer before it sends the request again', async () => {
    let first: Socket | undefined;
    let isFree: boolean | undefined;
    const peer = await startPeer(({ socket }, response) => {
      isFree = first?.destroyed;
      if (first) return void response.end('{}');
      first = socket;
      response.writeHead(503, { 'Content-Type': 'application/json' }).write('{');
    });
    const client = createBellwetherClient({ baseUrl: urlOf(peer), credential: 'k', retries: 1 });
    const { response } = await client.GET(PREFERENCES);
    peer.closeAllConnections();
    peer.close();

    expect([response.status, isFree]).toEqual([200, true]);
  });

  it('throws an error of the credential function at once', async () => {
    let calls = 0;
    const client = createBellwetherClient({
      baseUrl: 'http://127.0.0.1',
      credential: () => {
        calls += 1;
        throw new Error('The session has ended.');
      },
      retries: 3,
    });

    await expect(client.GET(PREFERENCES)).rejects.toThrow('The session has ended.');
    expect(calls).toBe(1);
  });

  it.each([NaN, Infinity, -1, 1.5, '3', null])('refuses the number of retries %s', (retries) => {
    const options = { baseUrl: 'http://127.0.0.1', credential: 'k', retries: retries as number };

    expect(() => createBellwetherClient(options)).toThrow(
      new RangeError(`retries must be a whole number that is not negative, not ${retries}.`),
    );
  });

  describe('waits', () => {
    const { setTimeout } = globalThis;
    let waits: number[];

    beforeEach(() => {
      waits = [];
      globalThis.setTimeout = ((work: () => void, wait: number) => {
        waits.push(wait / 1_000);
        return setTimeout(work, 0);
      }) as typeof setTimeout;
    });
    afterEach(() => void (globalThis.setTimeout = setTimeout));

    /** Asks a server that always answers 503 with this `Retry-After`; returns the whole seconds of each wait. */
    const waitsAfter = async (header: string | undefined, retries: number) => {
      const headers: Record<string, string> = header === undefined ? {} : { 'Retry-After': header };
      const client = createBellwetherClient({
        baseUrl: 'http://127.0.0.1',
        credential: 'k',
        retries,
        fetch: () => Promise.resolve(Response.json({}, { status: 503, headers })),
      });
      expect((await client.GET(PREFERENCES)).response.status).toBe(503);
      return waits;
    };

    /** The date so many seconds from now. */
    const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();

    it.each([
      ['30', 30, 37.5],
      ['2', 2, 2.5],
      ['0', 0.2, 0.25],
      ['soon', 0.2, 0.25],
      [25, 20, 31.25],
      [-60, 0.2, 0.25],
      [undefined, 0.2, 0.25],
    ])('after Retry-After: %s it waits %d to %d seconds', async (given, least, most) => {
      const [wait] = await waitsAfter(typeof given === 'number' ? inSeconds(given) : given, 1);

      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(most);
    });

    it.each(['31', 60, '9'.repeat(30)])(
      'it returns the answer instead of waiting for Retry-After: %s',
      async (given) => {
        const header = typeof given === 'number' ? inSeconds(given) : given;
        expect(await waitsAfter(header, 3)).toEqual([]);
      },
    );

    it('without Retry-After the waits grow up to 30 seconds, with a random part of a quarter', async () => {
      const all = await waitsAfter(undefined, 12);

      expect(all).toHaveLength(12);
      expect(all.at(-1)).toBeGreaterThanOrEqual(30);
      expect(Math.max(...all)).toBeLessThanOrEqual(37.5);
    });
  });
});

async function startPeer(listener: RequestListener): Promise<Server> {
  const peer = createServer(listener).listen(0, '127.0.0.1');
  await once(peer, 'listening');
  return peer;
}

const urlOf = (peer: Server) => `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;
