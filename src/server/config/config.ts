import type { AccessOptions } from '../../access/options/access.options.js';
import { MIN_SECRET_LENGTH } from '../../messaging/owners/owners.options.js';
import { readMaxConnections } from './connection-limit.js';
import { type HttpConfig, readHttpConfig } from './http-config.js';
import { type DatabaseConfig, databaseUrl, readDatabaseConfig } from './database-config.js';
import { readJwtConfig } from './jwt-config.js';
import { type LimitsConfig, readLimits } from './limits-config.js';
import { matching, oneOf, port, text } from './rules.js';
import { StartError } from './start-error.js';
import { Variables } from './variables.js';

/** The configuration of the server, from its environment variables. */
export interface Config extends AccessOptions, HttpConfig, LimitsConfig {
  /** The TCP port; 0 selects a free port. */
  port: number;
  /** The address or host name to listen on. */
  host: string;
  /** The maximum number of open HTTP connections. */
  maxConnections: number;
  /** The URL of PostgreSQL; undefined selects the embedded database. */
  databaseUrl: string | undefined;
  /** The limits of the connections to PostgreSQL. */
  database: DatabaseConfig;
  /** The embedded database's folder. */
  dataDir: string;
  logLevel: LogLevel;
  /** Whether only registered categories are accepted. */
  strictCategories: boolean;
  /** Whether preferences that are stored or read at the same time share a statement. */
  batchStatements: boolean;
  /** The key of the HMAC of the owner's id that an erasure stores. */
  erasureSecret: string | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Reads the configuration from `env`. A variable that is set but empty is an error, so that an empty `DATABASE_URL`
 * does not select the embedded database. Error messages never contain a value, because it may be a secret.
 * @throws StartError with one line for each wrong variable
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const variables = new Variables(env);
  const { read, faults } = variables;
  const config = {
    port: read('PORT', port, 3000),
    host: read('HOST', matching(/^\S+$/, 'must be an address or a host name.'), '127.0.0.1'),
    maxConnections: readMaxConnections(variables),
    databaseUrl: read('DATABASE_URL', databaseUrl, undefined),
    database: readDatabaseConfig(variables),
    dataDir: read('DATA_DIR', text, '.data'),
    bootstrapApiKey: read(
      'BOOTSTRAP_API_KEY',
      matching(
        new RegExp(String.raw`^(?=.{${MIN_SECRET_LENGTH},})[\w\-.~+/]+=*$`),
        `must be ${MIN_SECRET_LENGTH} or more characters of A-Z a-z 0-9 - . _ ~ + /, ` +
          'with = only at the end (RFC 6750).',
      ),
      undefined,
    ),
    logLevel: read('LOG_LEVEL', oneOf(LOG_LEVELS), 'info' as const),
    strictCategories: read('STRICT_CATEGORIES', oneOf(['true', 'false']), 'false') === 'true',
    batchStatements: read('BATCH_STATEMENTS', oneOf(['true', 'false']), 'true') === 'true',
    erasureSecret: read(
      'ERASURE_SECRET',
      matching(
        new RegExp(`^.{${MIN_SECRET_LENGTH},}$`, 's'),
        `must be ${MIN_SECRET_LENGTH} or more characters.`,
      ),
      undefined,
    ),
    jwt: readJwtConfig(variables),
    ...readLimits(variables),
    ...readHttpConfig(variables),
  };
  if (faults.length > 0) throw new StartError(faults.join('\n'));
  return config;
}
