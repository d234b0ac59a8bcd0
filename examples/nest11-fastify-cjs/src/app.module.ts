import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { messagingMigrations, MessagingModule } from 'bellwether';
import { callerOf } from './caller';
import { StatusController } from './status.controller';

const database = { type: 'postgres', url: process.env.DATABASE_URL } as const;

@Module({
  imports: [
    TypeOrmModule.forRoot({ ...database, autoLoadEntities: true, entityPrefix: 'shop_' }),
    TypeOrmModule.forRoot({
      ...database,
      name: 'notifications',
      schema: 'notifications',
      autoLoadEntities: true,
      migrations: messagingMigrations(),
      migrationsRun: true,
    }),
    MessagingModule.forRoot({
      caller: callerOf,
      dataSource: 'notifications',
      path: 'notifications',
      systemDefault: {
        inAppEnabled: true,
        emailEnabled: true,
        pushEnabled: false,
        digest: 'daily',
      },
    }),
  ],
  controllers: [StatusController],
})
export class AppModule {}
