import { Module } from '@nestjs/common';
import { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { MessagingModule } from 'bellwether';
import { callerOf } from './caller';

/** Bellwether as this application has it; modules that store preferences themselves import this one. */
@Module({
  imports: [
    MessagingModule.forRootAsync({
      dataSource: 'shop',
      path: 'notifications',
      inject: [TransactionHost],
      useFactory: (transactions: TransactionHost<TransactionalAdapterTypeOrm>) => ({
        caller: callerOf,
        // The transaction of @Transactional(), or the data source where there is none.
        manager: () => transactions.tx,
      }),
    }),
  ],
  exports: [MessagingModule],
})
export class NotificationsModule {}
