import { ConflictException, Injectable } from '@nestjs/common';
import { Transactional, TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { PreferencesService } from 'bellwether';
import { Order } from './order.entity';

@Injectable()
export class OrdersService {
  constructor(
    private readonly transactions: TransactionHost<TransactionalAdapterTypeOrm>,
    private readonly preferences: PreferencesService,
  ) {}

  /** Stores an order and a preference of its buyer in one transaction. */
  @Transactional()
  async place(order: Order): Promise<Order> {
    await this.preferences.upsert(
      { ownerId: order.buyer },
      {
        category: `order.${order.number}`,
        inAppEnabled: true,
        emailEnabled: true,
        pushEnabled: true,
      },
      { actor: 'orders' },
    );
    const orders = this.transactions.tx.getRepository(Order);
    if (await orders.existsBy({ number: order.number })) {
      throw new ConflictException('There is already an order with this number.');
    }
    return orders.save(order);
  }
}
