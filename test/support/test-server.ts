import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { DataSource, type Repository } from 'typeorm';
import { ApiKeysService } from '../../src/access/api-keys/api-keys.service.js';
import { OPERATOR } from '../../src/access/grants/grantor.js';
import { RolesService } from '../../src/access/roles/roles.service.js';
import type { Config } from '../../src/server/config/config.js';
import { DATABASE_DEFAULTS } from '../../src/server/config/database-config.js';
import { createServer } from '../../src/create-server.js';
import type { Owner } from '../../src/messaging/callers/caller.js';
import type { Permission } from '../../src/messaging/callers/permissions.js';
import { LeanExpressAdapter } from '../../src/server/http-edge/lean-express.adapter.js';
import type { HttpLimits } from '../../src/server/http-edge/http-limits.js';
import { NotificationPreference } from '../../src/messaging/preferences/notification-preference.entity.js';
import { databaseText, secretPart } from './database-text.js';
import { migratedDatabase, type TestDatabase } from './test-database.js';

export const PATH = '/v1/messaging/preferences';

/** A valid request body, which tests change. */
export const VALID = {
  category: 'billing',
  in_app_enabled: true,
  email_enabled: true,
  push_enabled: false,
  digest: 'daily',
};

interface TestKey extends Partial<Owner> {
  role?: string;
  permissions?: readonly Permission[];
  /** The time from which the key is rejected. */
  expiresAt?: Date;
}

const DEFAULTS: Omit<Config, 'databaseUrl' | 'dataDir'> = {
  port: 0,
  host: '127.0.0.1',
  maxConnections: 1_000,
  bootstrapApiKey: undefined,
  logLevel: 'silent',
  strictCategories: false,
  batchStatements: true,
  database: DATABASE_DEFAULTS,
  erasureSecret: undefined,
  jwt: undefined,
  rateLimit: undefined,
  // High enough for suites that send many wrong credentials.
  authFailureLimit: { requests: 1_000_000, seconds: 60 },
  rateLimitStore: 'memory',
  trustedProxies: [],
  corsOrigins: [],
  docs: true,
  shutdownGrace: 0,
};

// Fastify takes half a second to load.
const adapterOf =
  process.env.TEST_ADAPTER === 'fastify'
    ? (await import('./fastify-adapter.js')).fastifyAdapter
    : (config: Config) => new LeanExpressAdapter(config);

/** A running server on its own database, called over HTTP. It runs on Fastify with `TEST_ADAPTER=fastify`. */
export class TestServer {
  private readonly secrets: string[] = [];

  private constructor(
    readonly app: INestApplication,
    readonly url: string,
    private readonly removeDatabase: () => Promise<void>,
  ) {}

  static async start(
    overrides: Partial<Config> = {},
    given?: TestDatabase,
    limits?: HttpLimits,
  ): Promise<TestServer> {
    const database = given ?? (await migratedDatabase());
    const config: Config = { ...DEFAULTS, ...database.config, ...overrides };
    const app = await createServer(config, adapterOf(config), limits);
    await app.listen(0, '127.0.0.1');
    return new TestServer(app, await app.getUrl(), database.remove);
  }

  /** Stops the server. Unless the database is away, checks first that it contains no secret of a key. */
  async stop({ databaseIsAway = false } = {}): Promise<void> {
    const text = databaseIsAway ? '' : await databaseText(this.dataSource);
    expect(this.secrets.filter((secret) => text.includes(secret))).toEqual([]);
    await this.app.close();
    await this.removeDatabase();
  }

  /** A new owner with a key, by default of the role `member`; with `permissions`, of a role with exactly these. */
  async owner({ permissions, ...given }: TestKey = {}) {
    const { ownerId = `owner-${randomUUID()}`, tenantId } = given;
    const role = permissions ? await this.role(permissions) : (given.role ?? 'member');
    const { key: stored, secret: key } = await this.keys.create(OPERATOR, {
      ownerId,
      tenantId,
      role,
      name: 'Test',
      expiresAt: given.expiresAt,
    });
    this.secrets.push(secretPart(key));
    return {
      ownerId,
      key,
      keyId: stored.id,
      put: (body: unknown = VALID) => this.put(key, body),
      /** Sends a request with the owner's key to a path below `/v1/messaging`. */
      send: (method: 'get' | 'put' | 'delete', path: string, body?: unknown): Test => {
        const request = this.http[method](`/v1/messaging/${path}`).set(
          'Authorization',
          `Bearer ${key}`,
        );
        return body === undefined ? request : request.send(body as object);
      },
      /** Sends a request with the owner's key to a path below `/v1/access`. */
      access: (method: 'get' | 'put' | 'post' | 'delete', path: string, body?: object): Test => {
        const request = this.http[method](`/v1/access/${path}`);
        return request.set('Authorization', `Bearer ${key}`).send(body);
      },
    };
  }

  /** A new role with exactly these permissions. */
  async role(permissions: readonly Permission[]): Promise<string> {
    const name = `role-${randomUUID()}`;
    await this.app.get(RolesService, { strict: false }).put(OPERATOR, name, permissions);
    return name;
  }

  /** PUTs a preference. A string is sent unchanged. */
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

  get keys(): ApiKeysService {
    return this.app.get(ApiKeysService, { strict: false });
  }

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  get rows(): Repository<NotificationPreference> {
    return this.dataSource.getRepository(NotificationPreference);
  }
}

export type TestOwner = Awaited<ReturnType<TestServer['owner']>>;
