import { readConfig } from './config.js';
import { DATABASE_DEFAULTS } from './database-config.js';

const ISSUER = {
  JWT_JWKS_URL: 'https://id.example.com/keys',
  JWT_ISSUER: 'https://id.example.com/',
  JWT_AUDIENCE: 'bellwether',
};

describe('the configuration', () => {
  it('has a default for every variable', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      maxConnections: expect.any(Number),
      databaseUrl: undefined,
      database: DATABASE_DEFAULTS,
      dataDir: '.data',
      bootstrapApiKey: undefined,
      logLevel: 'info',
      strictCategories: false,
      batchStatements: true,
      erasureSecret: undefined,
      jwt: undefined,
      rateLimit: { requests: 600, seconds: 60 },
      authFailureLimit: { requests: 100, seconds: 60 },
      rateLimitStore: 'memory',
      trustedProxies: [],
      corsOrigins: [],
      docs: true,
      shutdownGrace: 2,
    });
  });

  it('accepts a valid value for every variable', () => {
    const bootstrapApiKey = 'k-._~+/'.repeat(5) + '==';

    expect(
      readConfig({
        PORT: '0',
        HOST: '::',
        MAX_CONNECTIONS: '50',
        DATABASE_URL: 'postgres://me@/bellwether?host=/run/postgresql',
        DATA_DIR: '/var/lib/bell wether',
        BOOTSTRAP_API_KEY: bootstrapApiKey,
        LOG_LEVEL: 'silent',
        STRICT_CATEGORIES: 'true',
        BATCH_STATEMENTS: 'false',
        ERASURE_SECRET: 'any text of 32 or more characters',
        ...ISSUER,
        JWT_TENANT_CLAIM: 'https://example.com/tenant',
        JWT_ROLE_CLAIM: '/realm_access/roles',
        RATE_LIMIT: '1000000/86400',
        AUTH_FAILURE_LIMIT: '1/1',
        RATE_LIMIT_STORE: 'database',
        DATABASE_POOL_SIZE: '30',
        DATABASE_STATEMENT_TIMEOUT_MS: '5000',
        DATABASE_LOCK_TIMEOUT_MS: '500',
        DATABASE_IDLE_TIMEOUT_MS: '60000',
        TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1,2001:db8::/32,::ffff:10.0.0.0/104',
        CORS_ORIGINS: 'https://app.example.com, http://localhost:5173,http://[::1]:8080',
        DOCS: 'off',
        SHUTDOWN_GRACE: '30',
      }),
    ).toEqual({
      port: 0,
      host: '::',
      maxConnections: 50,
      databaseUrl: 'postgres://me@/bellwether?host=/run/postgresql',
      database: {
        poolSize: 30,
        statementTimeoutMs: 5_000,
        lockTimeoutMs: 500,
        idleTimeoutMs: 60_000,
      },
      dataDir: '/var/lib/bell wether',
      bootstrapApiKey,
      logLevel: 'silent',
      strictCategories: true,
      batchStatements: false,
      erasureSecret: 'any text of 32 or more characters',
      jwt: {
        jwksUrl: 'https://id.example.com/keys',
        issuer: 'https://id.example.com/',
        audience: 'bellwether',
        tenantClaim: 'https://example.com/tenant',
        roleClaim: '/realm_access/roles',
      },
      rateLimit: { requests: 1_000_000, seconds: 86_400 },
      authFailureLimit: { requests: 1, seconds: 1 },
      rateLimitStore: 'database',
      trustedProxies: ['127.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32', '::ffff:10.0.0.0/104'],
      corsOrigins: ['https://app.example.com', 'http://localhost:5173', 'http://[::1]:8080'],
      docs: false,
      shutdownGrace: 30,
    });
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3e3'],
    ['PORT', ' 80'],
    ['PORT', ''],
    ['HOST', 'two words'],
    ['MAX_CONNECTIONS', ''],
    ['MAX_CONNECTIONS', '0'],
    ['MAX_CONNECTIONS', '1e3'],
    ['MAX_CONNECTIONS', '9999999'],
    ['MAX_CONNECTIONS', '10000000'],
    ['DATABASE_URL', ''],
    ['DATABASE_URL', 'mysql://host/name'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_URL', 'postgresql://host/name?sslmode=prefer'],
    ['DATABASE_URL', 'postgresql://host/name?sslmode=verify-ca&sslrootcert=/no/such/file'],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_POOL_SIZE', '1001'],
    ['DATABASE_STATEMENT_TIMEOUT_MS', '10s'],
    ['DATABASE_LOCK_TIMEOUT_MS', '0'],
    ['DATABASE_LOCK_TIMEOUT_MS', '10000'],
    ['DATABASE_IDLE_TIMEOUT_MS', '600001'],
    ['DATA_DIR', ''],
    ['BOOTSTRAP_API_KEY', 'k'.repeat(31)],
    ['BOOTSTRAP_API_KEY', `${'k'.repeat(40)} `],
    ['BOOTSTRAP_API_KEY', `${'k'.repeat(40)}=k`],
    ['LOG_LEVEL', 'INFO'],
    ['STRICT_CATEGORIES', 'yes'],
    ['STRICT_CATEGORIES', ''],
    ['BATCH_STATEMENTS', '1'],
    ['ERASURE_SECRET', 'k'.repeat(31)],
    ['JWT_TENANT_CLAIM', 'tenant'],
    ['JWT_ROLE_CLAIM', 'roles'],
    ['RATE_LIMIT', ''],
    ['RATE_LIMIT', '600'],
    ['RATE_LIMIT', '0/60'],
    ['RATE_LIMIT', '600/0'],
    ['RATE_LIMIT', '1000001/60'],
    ['RATE_LIMIT', '600/86401'],
    ['RATE_LIMIT', '600/60s'],
    ['RATE_LIMIT', '-600/60'],
    ['RATE_LIMIT', 'OFF'],
    ['RATE_LIMIT', 'none'],
    ['AUTH_FAILURE_LIMIT', 'off'],
    ['RATE_LIMIT_STORE', 'redis'],
    ['TRUSTED_PROXIES', ''],
    ['TRUSTED_PROXIES', 'true'],
    ['TRUSTED_PROXIES', 'loopback'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TRUSTED_PROXIES', '::/129'],
    ['TRUSTED_PROXIES', '10.0.0.1,'],
    ['TRUSTED_PROXIES', 'fe80::1%eth0'],
    ['TRUSTED_PROXIES', '10.0.0.0/255.0.0.0'],
    ['CORS_ORIGINS', ''],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'null'],
    ['CORS_ORIGINS', 'pages.example.com'],
    ['CORS_ORIGINS', 'https://pages.example.com/'],
    ['CORS_ORIGINS', 'https://pages.example.com/path'],
    ['CORS_ORIGINS', 'https://pages.example.com:443'],
    ['CORS_ORIGINS', 'https://App.example.com'],
    ['CORS_ORIGINS', 'https://*.example.com'],
    ['CORS_ORIGINS', 'https://user@app.example.com'],
    ['CORS_ORIGINS', 'ftp://app.example.com'],
    ['CORS_ORIGINS', 'https://pages.example.com,'],
    ['DOCS', 'false'],
    ['SHUTDOWN_GRACE', '-1'],
    ['SHUTDOWN_GRACE', '1.5'],
    ['SHUTDOWN_GRACE', '3601'],
    ['SHUTDOWN_GRACE', '5s'],
  ])('rejects %s=%j with one line that does not show the value', (name, value) => {
    const read = () => readConfig({ [name]: value });

    expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
    if (value.length > 5) expect(read).not.toThrow(value);
  });

  it('RATE_LIMIT=off disables the rate limit', () => {
    const off = { RATE_LIMIT: 'off', RATE_LIMIT_STORE: 'memory' };

    expect(readConfig(off)).toMatchObject({ rateLimit: undefined, rateLimitStore: 'memory' });
  });

  it('RATE_LIMIT_STORE=database keeps the default rate limit', () => {
    expect(readConfig({ RATE_LIMIT_STORE: 'database' })).toMatchObject({
      rateLimit: { requests: 600, seconds: 60 },
      rateLimitStore: 'database',
    });
  });

  it('rejects RATE_LIMIT_STORE=database when RATE_LIMIT is off', () => {
    const read = () => readConfig({ RATE_LIMIT: 'off', RATE_LIMIT_STORE: 'database' });

    expect(read).toThrow(/^RATE_LIMIT_STORE must be memory when RATE_LIMIT is off\.$/);
  });

  it('names every wrong variable', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/^PORT .*\nLOG_LEVEL .*$/);
  });

  describe('of a token issuer', () => {
    it('by default, reads roles from the claim "roles" and has no tenant claim', () => {
      expect(readConfig(ISSUER).jwt).toMatchObject({ roleClaim: 'roles', tenantClaim: undefined });
    });

    it.each([
      'http://localhost:8080/keys',
      'http://127.0.0.1/keys',
      'http://[::1]:1/keys',
      'https://10.0.0.1:8443/a?b=c',
    ])('accepts the JWT_JWKS_URL %s', (url) => {
      expect(readConfig({ ...ISSUER, JWT_JWKS_URL: url }).jwt?.jwksUrl).toBe(url);
    });

    it.each([
      ['JWT_JWKS_URL', 'http://id.example.com/keys'],
      ['JWT_JWKS_URL', 'http://localhost.example.com/keys'],
      ['JWT_JWKS_URL', 'http://127.0.0.1@id.example.com/keys'],
      ['JWT_JWKS_URL', 'https://me:secret@id.example.com/keys'],
      ['JWT_JWKS_URL', 'file:///etc/keys.json'],
      ['JWT_JWKS_URL', 'id.example.com/keys'],
      ['JWT_JWKS_URL', ''],
      ['JWT_ISSUER', ''],
      ['JWT_AUDIENCE', ''],
      ['JWT_TENANT_CLAIM', ''],
      ['JWT_TENANT_CLAIM', '/a/b~2'],
      ['JWT_ROLE_CLAIM', '/~'],
    ])('rejects %s=%j with one line that does not show the value', (name, value) => {
      const read = () => readConfig({ ...ISSUER, [name]: value });

      expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
      if (value.length > 5) expect(read).not.toThrow(value);
    });

    it.each([
      [['JWT_JWKS_URL']],
      [['JWT_ISSUER']],
      [['JWT_AUDIENCE']],
      [['JWT_JWKS_URL', 'JWT_AUDIENCE']],
    ])('names each missing variable of an issuer: %j', (names) => {
      const rest = Object.entries(ISSUER).filter(([name]) => !names.includes(name));
      const lines = names.map((name) => `${name} is missing; .*`).join('\n');

      expect(() => readConfig(Object.fromEntries(rest))).toThrow(new RegExp(`^${lines}$`));
    });
  });
});
