import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from './migration-sql.js';

const migration = (...statements: string[]): MigrationInterface => ({
  name: 'Example1',
  async up(queryRunner: QueryRunner) {
    for (const statement of statements) await queryRunner.query(statement);
  },
  down: () => Promise.resolve(),
});

describe('sqlOf', () => {
  it('gives the statements in their order, each with a semicolon', async () => {
    expect(await sqlOf(migration('CREATE TABLE a ()', '\n      DROP TABLE a'))).toEqual({
      name: 'Example1',
      sql: 'CREATE TABLE a ();\nDROP TABLE a;\n',
    });
  });

  it.each(['SELECT 1', ' WITH a AS (SELECT 1) SELECT 1', 'DELETE FROM a RETURNING id'])(
    'rejects a migration that reads the result of %s',
    async (statement) => {
      await expect(sqlOf(migration(statement))).rejects.toThrow('Example1 reads a result.');
    },
  );
});
