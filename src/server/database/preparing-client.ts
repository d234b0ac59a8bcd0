import { Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { ClientDiscardedOnTimeout } from './client-discarded-on-timeout.js';

/** The limit on prepared statements, because each connection of PostgreSQL stores a plan for each of them. */
const MAX_STATEMENTS = 100;

/**
 * invalid_sql_statement_name, duplicate_prepared_statement, and feature_not_supported, which PostgreSQL reports when
 * the result columns of a prepared statement changed.
 */
const NOT_PREPARED = ['26000', '42P05', '0A000'];

const names = new Map<string, string | undefined>();

/**
 * A connection that uses named prepared statements, so that PostgreSQL parses and plans each of them once and not for
 * every request. The name is a hash of the text, so that clients that share a connection, as behind a pooler, cannot
 * run each other's statements. If the server lost a name or already has it, the statement runs unnamed from then on.
 */
export class PreparingClient extends ClientDiscardedOnTimeout {
  protected override send(...args: unknown[]): unknown {
    const [text, values] = args;
    if (typeof text !== 'string' || !Array.isArray(values) || args.length > 2) {
      return super.send(...args);
    }
    // In a transaction, a failed statement aborts the transaction, so that it could not be retried.
    const name = this.getTransactionStatus() === 'I' ? nameOf(text) : undefined;
    if (name === undefined) return super.send(...args);
    return this.sendPrepared({ name, text, values });
  }

  private async sendPrepared(statement: pg.QueryConfig): Promise<unknown> {
    try {
      return await super.send(statement);
    } catch (error) {
      if (!NOT_PREPARED.includes((error as pg.DatabaseError).code ?? '')) throw error;
      names.set(statement.text, undefined);
      Logger.warn(`A statement is no longer prepared: ${(error as Error).message}`, 'Database');
      return super.send({ ...statement, name: undefined });
    }
  }
}

function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < MAX_STATEMENTS) {
    names.set(text, `bellwether_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
  }
  return names.get(text);
}
