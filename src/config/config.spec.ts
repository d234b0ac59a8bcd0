import { readConfig } from './config.js';

describe('the configuration', () => {
  it('has a default for every variable', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataDir: '.data',
      bootstrapApiKey: undefined,
      logLevel: 'info',
      strictCategories: false,
      erasureSecret: undefined,
    });
  });

  it('takes what is right', () => {
    const bootstrapApiKey = 'k-._~+/'.repeat(5) + '==';

    expect(
      readConfig({
        PORT: '0',
        HOST: '::',
        DATABASE_URL: 'postgres://me@/bellwether?host=/run/postgresql',
        DATA_DIR: '/var/lib/bell wether',
        BOOTSTRAP_API_KEY: bootstrapApiKey,
        LOG_LEVEL: 'silent',
        STRICT_CATEGORIES: 'true',
        ERASURE_SECRET: 'any text of 32 or more characters',
      }),
    ).toEqual({
      port: 0,
      host: '::',
      databaseUrl: 'postgres://me@/bellwether?host=/run/postgresql',
      dataDir: '/var/lib/bell wether',
      bootstrapApiKey,
      logLevel: 'silent',
      strictCategories: true,
      erasureSecret: 'any text of 32 or more characters',
    });
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3e3'],
    ['PORT', ' 80'],
    ['PORT', ''],
    ['HOST', 'two words'],
    ['DATABASE_URL', ''],
    ['DATABASE_URL', 'mysql://host/name'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATA_DIR', ''],
    ['BOOTSTRAP_API_KEY', 'k'.repeat(31)],
    ['BOOTSTRAP_API_KEY', `${'k'.repeat(40)} `],
    ['BOOTSTRAP_API_KEY', `${'k'.repeat(40)}=k`],
    ['LOG_LEVEL', 'INFO'],
    ['STRICT_CATEGORIES', 'yes'],
    ['STRICT_CATEGORIES', ''],
    ['ERASURE_SECRET', 'k'.repeat(31)],
  ])('refuses %s=%j in one line, without the value', (name, value) => {
    const read = () => readConfig({ [name]: value });

    expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
    if (value.length > 5) expect(read).not.toThrow(value);
  });

  it('names every wrong variable', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/^PORT .*\nLOG_LEVEL .*$/);
  });
});
