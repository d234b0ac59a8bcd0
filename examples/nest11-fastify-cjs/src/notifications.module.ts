import { Module } from '@nestjs/common';
import { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { MessagingModule } from 'bellwether';
import { callerOf } from './caller';

/** Bellwether with the options of this application. Modules that store preferences import this module. */
@Module({
  imports: [
    MessagingModule.forRootAsync({
      dataSource: 'shop',
      path: 'notifications',
      inject: [TransactionHost],
      useFactory: (transactions: TransactionHost<TransactionalAdapterTypeOrm>) => ({
        caller: callerOf,
        // The transaction of @Transactional(), or the data source if there is no transaction.
        manager: () => transactions.tx,
      }),
    }),
  ],
  exports: [MessagingModule],
})
export class NotificationsModule {}
