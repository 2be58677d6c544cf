import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Order } from './order.entity';
import { OrderLine } from './order-line.entity';
import { PackingSlip, packingSlip } from './packing-slip';
import { PackingSlipsQuery } from './packing-slips.query';

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

  async packingSlips(warehouseId: string, query: PackingSlipsQuery): Promise<PackingSlip[]> {
    const orders = await this.orders.find({
      where: { warehouseId, state: 'picking', shipBy: query.shipBy },
      order: { id: 'ASC' },
      take: query.limit,
    });
    const slips: PackingSlip[] = [];
    for (const order of orders) {
      slips.push(await packingSlip(order));
    }
    return slips;
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
