import { Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { ClsPluginTransactional } from '@nestjs-cls/transactional';
import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { messagingMigrations } from 'bellwether';
import { ClsModule } from 'nestjs-cls';
import { NotificationsModule } from './notifications.module';
import { CreateOrder1767225600000 } from './orders/create-order.migration';
import { Order } from './orders/order.entity';
import { OrdersController } from './orders/orders.controller';
import { OrdersService } from './orders/orders.service';

const transactions = new ClsPluginTransactional({
  adapter: new TransactionalAdapterTypeOrm({ dataSourceToken: getDataSourceToken('shop') }),
});

@Module({
  imports: [
    TypeOrmModule.forRoot({
      name: 'shop',
      type: 'postgres',
      url: process.env.DATABASE_URL,
      autoLoadEntities: true,
      migrations: [CreateOrder1767225600000, ...messagingMigrations()],
      migrationsRun: true,
    }),
    TypeOrmModule.forFeature([Order], 'shop'),
    ClsModule.forRoot({ global: true, middleware: { mount: true }, plugins: [transactions] }),
    NotificationsModule,
  ],
  controllers: [OrdersController],
  providers: [OrdersService],
})
export class AppModule {}
