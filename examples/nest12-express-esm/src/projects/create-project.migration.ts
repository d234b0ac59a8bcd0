import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProject1767225600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE project (id serial PRIMARY KEY, name text NOT NULL UNIQUE)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE project');
  }
}
