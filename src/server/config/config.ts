import { readMaxConnections } from './connection-limit.js';
import { type JwtConfig, readJwtConfig } from './jwt-config.js';
import { type LimitsConfig, readLimits } from './limits-config.js';
import { matching, oneOf, port, text } from './rules.js';
import { StartError } from './start-error.js';
import { Variables } from './variables.js';

/** How the server is set up, out of its environment variables. */
export interface Config extends LimitsConfig {
  /** Where it listens; port 0 picks a free one. */
  port: number;
  host: string;
  /** How many connections it may have at a time. */
  maxConnections: number;
  /** PostgreSQL; undefined is the embedded database. */
  databaseUrl: string | undefined;
  /** The embedded database's folder. */
  dataDir: string;
  /** A token accepted as the owner `bootstrap` with the role `admin`. */
  bootstrapApiKey: string | undefined;
  logLevel: LogLevel;
  /** Whether only registered categories are taken. */
  strictCategories: boolean;
  /** Whether preferences that are stored or read at the same time share a statement. */
  batchStatements: boolean;
  /** The key of the HMAC that an erasure leaves of its owner. */
  erasureSecret: string | undefined;
  /** The issuer whose tokens are taken beside API keys. */
  jwt: JwtConfig | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * The configuration that `env` describes. A variable that is set but empty is wrong, so that a
 * blank `DATABASE_URL` does not quietly mean the embedded database. No value is repeated in a fault.
 * @throws StartError with one line for each wrong variable
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const variables = new Variables(env);
  const { read, faults } = variables;
  const config = {
    port: read('PORT', port, 3000),
    host: read('HOST', matching(/^\S+$/, 'must be an address or a host name.'), '127.0.0.1'),
    maxConnections: readMaxConnections(variables),
    databaseUrl: read(
      'DATABASE_URL',
      matching(/^postgres(ql)?:\/\/\S+$/, 'must be a URL, postgresql://user:password@host/name.'),
      undefined,
    ),
    dataDir: read('DATA_DIR', text, '.data'),
    bootstrapApiKey: read(
      'BOOTSTRAP_API_KEY',
      matching(
        /^(?=.{32,})[\w\-.~+/]+=*$/,
        'must be 32 or more of A-Z a-z 0-9 - . _ ~ + /, with = only at the end (RFC 6750).',
      ),
      undefined,
    ),
    logLevel: read('LOG_LEVEL', oneOf(LOG_LEVELS), 'info' as const),
    strictCategories: read('STRICT_CATEGORIES', oneOf(['true', 'false']), 'false') === 'true',
    batchStatements: read('BATCH_STATEMENTS', oneOf(['true', 'false']), 'true') === 'true',
    erasureSecret: read(
      'ERASURE_SECRET',
      matching(/^.{32,}$/s, 'must be 32 or more characters.'),
      undefined,
    ),
    jwt: readJwtConfig(variables),
    ...readLimits(variables),
  };
  if (faults.length > 0) throw new StartError(faults.join('\n'));
  return config;
}
