import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrder1767225600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE shop_order (number text PRIMARY KEY, buyer text NOT NULL)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE shop_order');
  }
}
