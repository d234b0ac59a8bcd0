import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration as SQL. */
export interface MigrationSql {
  name: string;
  /** Statements, each with a semicolon at its end. */
  sql: string;
}

/**
 * The SQL of a migration.
 * @throws Error when the migration reads a result, because its statements do not run
 */
export async function sqlOf(migration: MigrationInterface): Promise<MigrationSql> {
  const statements: string[] = [];
  const recorder = {
    connection: { options: {} },
    query: (text: string) => {
      if (/^\s*(SELECT|WITH)\b/i.test(text) || /\bRETURNING\b/i.test(text)) {
        return Promise.reject(new Error(`${migration.name} reads a result.`));
      }
      statements.push(`${text.replaceAll(/^ {6}/gm, '').trim()};\n`);
      return Promise.resolve([]);
    },
  };
  await migration.up(recorder as unknown as QueryRunner);
  return { name: String(migration.name), sql: statements.join('') };
}
