import {
  DEFAULT_LOCK_TIMEOUT_MS,
  MAX_LOCK_TIMEOUT_MS,
} from '../../messaging/storage/storage.options.js';
import { connectionOf } from '../../postgres/connection.js';
import { type VariableRule, wholeNumber } from './rules.js';
import type { Variables } from './variables.js';

/** The limits of the connections to the database. Times are in milliseconds. */
export interface DatabaseConfig {
  /** The maximum number of connections. */
  poolSize: number;
  /** How long a statement may run. */
  statementTimeoutMs: number;
  /** How long a change may wait for rows that another transaction holds. */
  lockTimeoutMs: number;
  /** How long an unused connection stays open. */
  idleTimeoutMs: number;
}

/** The limits when no variable sets them. */
export const DATABASE_DEFAULTS: Readonly<DatabaseConfig> = {
  poolSize: 10,
  statementTimeoutMs: 10_000,
  lockTimeoutMs: DEFAULT_LOCK_TIMEOUT_MS,
  idleTimeoutMs: 10_000,
};

const milliseconds = wholeNumber(1, MAX_LOCK_TIMEOUT_MS, 'milliseconds');

/** The URL of a PostgreSQL database, with the files that it names. */
export const databaseUrl: VariableRule<string> = (text) => {
  if (!/^postgres(ql)?:\/\/\S+$/.test(text)) {
    return { fault: 'must be a URL, postgresql://user:password@host/name.' };
  }
  try {
    connectionOf(text);
    return { value: text };
  } catch (error) {
    return { fault: (error as Error).message };
  }
};

/** Reads the limits from the variables. */
export function readDatabaseConfig({ read, faults }: Variables): DatabaseConfig {
  const config = {
    poolSize: read(
      'DATABASE_POOL_SIZE',
      wholeNumber(1, 1_000, 'connections'),
      DATABASE_DEFAULTS.poolSize,
    ),
    statementTimeoutMs: read(
      'DATABASE_STATEMENT_TIMEOUT_MS',
      milliseconds,
      DATABASE_DEFAULTS.statementTimeoutMs,
    ),
    lockTimeoutMs: read('DATABASE_LOCK_TIMEOUT_MS', milliseconds, DATABASE_DEFAULTS.lockTimeoutMs),
    idleTimeoutMs: read('DATABASE_IDLE_TIMEOUT_MS', milliseconds, DATABASE_DEFAULTS.idleTimeoutMs),
  };
  if (config.lockTimeoutMs >= config.statementTimeoutMs) {
    faults.push('DATABASE_LOCK_TIMEOUT_MS must be less than DATABASE_STATEMENT_TIMEOUT_MS.');
  }
  return config;
}
