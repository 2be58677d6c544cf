import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Order } from './order.entity';
import { OrderLine } from './order-line.entity';

export interface OrderView {
  id: string;
  recipient: string;
  shipBy: string;
  lines: { sku: string; quantity: number }[];
}

@Injectable()
export class OrdersService {
  constructor(
    @InjectRepository(Order) private readonly orders: Repository<Order>,
  ) {}

  async get(warehouseId: string, id: string): Promise<OrderView> {
    const order = await this.orders.findOneBy({ id, warehouseId });
    if (!order) {
      throw new NotFoundException(`No order ${id} in warehouse ${warehouseId}`);
    }
    return toView(order, await order.lines);
  }
}

function toView(order: Order, lines: OrderLine[]): OrderView {
  return {
    id: order.id,
    recipient: order.recipient,
    shipBy: order.shipBy,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  };
}
