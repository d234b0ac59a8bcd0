import type { OpenAPIObject } from '@nestjs/swagger';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestServer, VALID } from '../support/test-server.js';
import { TokenIssuer } from '../support/token-issuer.js';
import { type Route, routesOf } from './routes.js';

/** The bodies that routes accept, with the address as every text. */
const bodiesOf = (address: string): object[] => [
  { ...VALID, category: address },
  { preferences: [{ ...VALID, category: address }] },
  { category: 'billing', owner_ids: [address] },
  { owner_id: address, tenant_id: address, role: 'member', name: address },
  { title: address, description: address },
  { permissions: [address] },
  { url: address, callback: address, address },
];

/** OWASP API7:2023, server side request forgery. */
describe('addresses in requests', () => {
  let trap: Server;
  let address: string;
  let connections = 0;
  let issuer: TokenIssuer;
  let server: TestServer;
  let admin: string;
  let routes: Route[];

  beforeAll(async () => {
    trap = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(trap, 'listening');
    address = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/`;
    issuer = await TokenIssuer.start();
    server = await TestServer.start({ jwt: issuer.config });
    admin = (await server.owner({ role: 'admin' })).key;
    routes = routesOf((await server.http.get('/openapi.json')).body as OpenAPIObject);
  });
  afterEach(() => void (connections = 0));
  afterAll(async () => {
    await server.stop();
    await issuer.stop();
    trap.close();
  });

  /** The connections after a time in which work in the background would have made one. */
  const connectionsSoon = async () => {
    await sleep(200);
    return connections;
  };

  it('the trap counts a connection', async () => {
    await fetch(address).catch(() => undefined);

    expect(await connectionsSoon()).toBe(1);
  });

  it('the server connects to no address in a path, a query, a body or a header', async () => {
    const text = encodeURIComponent(address);
    const stored: string[] = [];
    for (const { method, path } of routes) {
      const bodies = method === 'put' || method === 'post' ? bodiesOf(address) : [undefined];
      for (const body of bodies) {
        for (const query of [
          '',
          `?category=${text}`,
          `?owner_id=${text}&cursor=${text}&url=${text}`,
        ]) {
          const { status } = await server.http[method](path.replaceAll(/\{\w+\}/g, text) + query)
            .set({ Authorization: `Bearer ${admin}`, Referer: address, Origin: address })
            .set({
              'X-Forwarded-Host': address,
              Forwarded: `host=${address}`,
              Link: `<${address}>`,
            })
            .send(body);
          if (status < 300) stored.push(`${method} ${path}`);
        }
      }
    }

    expect(stored).toContain('put /v1/messaging/preferences');
    expect(stored).toContain('post /v1/access/api-keys');
    expect(await connectionsSoon()).toBe(0);
  });

  it.each(['jku', 'x5u', 'kid', 'typ', 'cty'])(
    'the server connects to no address in the header member %s of a token',
    async (member) => {
      const token = await issuer.sign({ header: { [member]: address } });
      await server.put(token, VALID);

      expect(await connectionsSoon()).toBe(0);
    },
  );

  it.each(['iss', 'sub', 'aud', 'jti', 'roles'])(
    'the server connects to no address in the claim %s of a token',
    async (claim) => {
      const token = await issuer.sign({ claims: { [claim]: address } });
      await server.put(token, VALID);

      expect(await connectionsSoon()).toBe(0);
    },
  );

  it('the server fetches the keys of the configured issuer', async () => {
    const { status } = await server.put(await issuer.sign(), VALID);

    expect(status).toBe(200);
    expect(issuer.fetches).toBeGreaterThan(0);
  });
});
