import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { DataSource, type Repository } from 'typeorm';
import { ApiKeysService } from '../../src/access/api-keys.service.js';
import type { Config } from '../../src/config/config.js';
import { createServer } from '../../src/create-server.js';
import type { Owner } from '../../src/messaging/caller.js';
import { expressEdge } from '../../src/server/http-edge.js';
import { NotificationPreference } from '../../src/messaging/preferences/notification-preference.entity.js';
import { fastifyEdge } from './fastify-edge.js';
import { emptyDatabase, type TestDatabase } from './test-database.js';

export const PATH = '/v1/messaging/preferences';

/** A request body that is right, to vary from. */
export const VALID = {
  category: 'billing',
  in_app_enabled: true,
  email_enabled: true,
  push_enabled: false,
  digest: 'daily',
};

const DEFAULTS: Omit<Config, 'databaseUrl' | 'dataDir'> = {
  port: 0,
  host: '127.0.0.1',
  bootstrapApiKey: undefined,
  logLevel: 'silent',
  strictCategories: false,
  erasureSecret: undefined,
  rateLimit: undefined,
  // So many that suites full of wrong credentials do not reach it.
  authFailureLimit: { requests: 1_000_000, seconds: 60 },
  rateLimitStore: 'memory',
  trustedProxies: [],
};

const edge = process.env.TEST_ADAPTER === 'fastify' ? fastifyEdge : expressEdge;

/** A running server on a database of its own, spoken to over HTTP; on Fastify with `TEST_ADAPTER=fastify`. */
export class TestServer {
  private constructor(
    readonly app: INestApplication,
    readonly url: string,
    private readonly removeDatabase: () => Promise<void>,
  ) {}

  static async start(overrides: Partial<Config> = {}, given?: TestDatabase): Promise<TestServer> {
    const database = given ?? (await emptyDatabase());
    const config: Config = { ...DEFAULTS, ...database.config, ...overrides };
    const app = await createServer(config, edge(config));
    await app.listen(0, '127.0.0.1');
    return new TestServer(app, await app.getUrl(), database.remove);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.removeDatabase();
  }

  /** A new owner, by default one whose key may do what a member may. */
  async owner({ role = 'member', ...owner }: Partial<Owner> & { role?: string } = {}) {
    const ownerId = owner.ownerId ?? `owner-${randomUUID()}`;
    const key = await this.app
      .get(ApiKeysService, { strict: false })
      .create({ ...owner, ownerId }, role);
    return {
      ownerId,
      key,
      put: (body: unknown = VALID) => this.put(key, body),
      /** A request with the owner's key, of a path below `/v1/messaging`. */
      send: (method: 'get' | 'put' | 'delete', path: string, body?: unknown): Test => {
        const request = this.http[method](`/v1/messaging/${path}`).set(
          'Authorization',
          `Bearer ${key}`,
        );
        return body === undefined ? request : request.send(body as object);
      },
    };
  }

  /** PUTs a preference; a string is sent as it is. */
  put(key: string, body: unknown): Test {
    return request(this.url)
      .put(PATH)
      .set('Authorization', `Bearer ${key}`)
      .set('Content-Type', 'application/json')
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  }

  get http() {
    return request(this.url);
  }

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  get rows(): Repository<NotificationPreference> {
    return this.dataSource.getRepository(NotificationPreference);
  }
}

export type TestOwner = Awaited<ReturnType<TestServer['owner']>>;
