import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openDataSource } from '../../src/server/database/data-source.js';
import { databaseText, secretPart } from '../support/database-text.js';
import { ServerProcess } from '../support/server-process.js';
import { migratedDatabase, type TestDatabase } from '../support/test-database.js';
import { VALID } from '../support/test-server.js';
import { TokenIssuer } from '../support/token-issuer.js';

const BOOTSTRAP = `bootstrap-${randomUUID()}`;
const ERASURE = `erasure-${randomUUID()}`;

const encodedByte = (byte: string) => `%${byte.charCodeAt(0).toString(16)}`;

/** The setup uses secrets in many ways. The tests then search the log, the error answers and the database for them. */
describe('secrets', () => {
  const secrets = new Map([
    ['bootstrap key', BOOTSTRAP],
    ['erasure secret', ERASURE],
  ]);
  const refusals: string[] = [];
  let database: TestDatabase;
  let issuer: TokenIssuer;
  let server: ServerProcess;
  let stored: string;

  const send = async (method: string, path: string, options: Options = {}) => {
    const { key = BOOTSTRAP, body, headers } = options;
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    const text = await answer.text();
    const told = `${method} ${answer.status} ${JSON.stringify([...answer.headers])} ${text}`;
    if (answer.status >= 400) refusals.push(told);
    return { status: answer.status, text };
  };

  const issued = ({ text }: { text: string }): { id: string; secret: string } => {
    const key = JSON.parse(text) as { id: string; secret: string };
    secrets.set(`secret ${secrets.size}`, secretPart(key.secret));
    return key;
  };

  const newKey = async (changes: object = {}) =>
    issued(
      await send('POST', '/v1/access/api-keys', {
        body: { owner_id: 'ada', role: 'member', name: 'Laptop', ...changes },
      }),
    );

  /** Uses a key correctly, and wrongly in every place where a client can put it. */
  const useAndMisuse = async ({ id, secret }: { id: string; secret: string }) => {
    const preferences = '/v1/messaging/preferences';
    await send('PUT', preferences, { key: secret, body: VALID });
    await send('GET', `${preferences}?api_key=${secret}`, { key: secret });
    await send('GET', `${preferences}?${secret}=1`);
    await send('GET', `/v1/access/api-keys/${secret}`);
    await send('GET', `/v1/access/api-keys/${BOOTSTRAP}`);
    await send('GET', `/v1/messaging/owners/${BOOTSTRAP}/preferences?limit=0`);
    await send('GET', `/${secret}`);
    await send('GET', `/v1/access/api-keys/${encodedByte(secret)}${secret.slice(1)}`);
    await send('GET', `/${secret.replace(/[_.]/, encodedByte)}/%zz`);
    await send('PATCH', `/v1/access/api-keys/${secret}`);
    await send('GET', preferences, { key: `${secret}x` });
    await send('GET', preferences, { headers: { Authorization: secret } });
    await send('GET', preferences, { headers: { Cookie: secret, 'X-Api-Key': secret } });
    await send('GET', preferences, { headers: { 'X-Request-Id': secret } });
    await send('PUT', preferences, { key: secret, body: '{"category": ' });
    await send('GET', '/v1/access/roles', { key: secret });
    await send('DELETE', `/v1/access/api-keys/${id}`, { key: secret });
  };

  /** Sends a key as every parameter of every path, with every method. */
  const putIntoPaths = async (secret: string) => {
    const { paths } = JSON.parse(await readFile('openapi.json', 'utf8')) as { paths: object };
    const encoded = `%62${secret.slice(1)}`;
    for (const path of Object.keys(paths).filter((each) => each.includes('{'))) {
      for (const key of [secret, encoded, `${encoded}%0`]) {
        for (const method of ['GET', 'DELETE', 'PATCH', 'POST', 'PUT']) {
          const body = method.startsWith('P') ? '{"title": 1}' : undefined;
          await send(method, path.replaceAll(/\{\w+\}/g, key), { body });
        }
      }
    }
  };

  /** The secret part of a token is its signature. */
  const useAndMisuseTokens = async () => {
    const right = await issuer.sign({ claims: { roles: ['member'] } });
    const expired = await issuer.sign({ claims: { exp: 1 } });
    for (const token of [right, expired]) {
      const [, , signature = ''] = token.split('.');
      secrets.set(`token ${secrets.size}`, signature);
      await useAndMisuse({ id: 'none', secret: token });
    }
  };

  beforeAll(async () => {
    database = await migratedDatabase();
    issuer = await TokenIssuer.start();
    server = await ServerProcess.start({
      DATABASE_URL: database.config.databaseUrl,
      DATA_DIR: database.config.dataDir,
      LOG_LEVEL: 'trace',
      BOOTSTRAP_API_KEY: BOOTSTRAP,
      ERASURE_SECRET: ERASURE,
      RATE_LIMIT: '1000/60',
      RATE_LIMIT_STORE: 'database',
      JWT_JWKS_URL: issuer.jwksUrl,
      JWT_ISSUER: issuer.url,
      JWT_AUDIENCE: 'bellwether',
    });
    const key = await newKey();
    await useAndMisuse(key);
    await putIntoPaths(key.secret);
    const rotation = { body: { overlap_seconds: 60 } };
    await useAndMisuse(
      issued(await send('POST', `/v1/access/api-keys/${key.id}/rotate`, rotation)),
    );
    await send('DELETE', '/v1/messaging/owners/ada');
    await send('DELETE', `/v1/access/api-keys/${key.id}`);
    await useAndMisuse(key);
    await newKey({ tenant_id: 'acme', role: 'admin' });
    await useAndMisuseTokens();
    await server.stop();
    const dataSource = await openDataSource(database.config);
    await dataSource.initialize();
    stored = await databaseText(dataSource);
    await dataSource.destroy();
  });
  afterAll(async () => {
    await issuer.stop();
    await database.remove();
  });

  const found = (text: string) =>
    [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);

  it('the database contains no secret', () => {
    expect(stored).toContain('access_api_key_secret');
    expect(stored).toContain('Laptop');
    expect(found(stored)).toEqual([]);
  });

  it('the log contains no secret', () => {
    expect(server.log.length).toBeGreaterThan(30);
    expect(server.stdout).toContain('/v1/access/api-keys/[redacted]');
    expect(found(server.stdout + server.stderr)).toEqual([]);
  });

  it('no error answer contains a secret', () => {
    expect(refusals.length).toBeGreaterThan(20);
    expect(found(refusals.join('\n'))).toEqual([]);
  });

  it('the search of these tests finds every secret', () => {
    expect(secrets.size).toBe(7);
    for (const secret of secrets.values()) expect(found(`x${secret}x`)).toHaveLength(1);
  });
});

interface Options {
  key?: string;
  body?: object | string;
  headers?: Record<string, string>;
}
