import { Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { ClientDiscardedOnTimeout } from './client-discarded-on-timeout.js';

/** The most statements that are kept prepared; a connection of PostgreSQL holds a plan for each. */
const MAX_STATEMENTS = 100;

/** invalid_sql_statement_name, duplicate_prepared_statement, and feature_not_supported of a plan whose columns changed. */
const NOT_PREPARED = ['26000', '42P05', '0A000'];

const names = new Map<string, string | undefined>();

/**
 * A connection on which PostgreSQL parses and plans a statement once and not for each request. A name tells its
 * text, so that whoever shares the connection, as behind a pooler, never runs another statement than meant. Where the
 * server does not know a name any more, or knows it already, the statement is run without, then and from then on.
 */
export class PreparingClient extends ClientDiscardedOnTimeout {
  protected override send(...args: unknown[]): unknown {
    const [text, values] = args;
    if (typeof text !== 'string' || !Array.isArray(values) || args.length > 2) {
      return super.send(...args);
    }
    // What fails within a transaction takes it along and could not be run again.
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
