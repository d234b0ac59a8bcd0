import { Body, Controller, Post } from '@nestjs/common';
import { OrdersService } from './orders.service';
import type { Order } from './order.entity';

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post()
  place(@Body() order: Order): Promise<Order> {
    return this.orders.place(order);
  }
}
