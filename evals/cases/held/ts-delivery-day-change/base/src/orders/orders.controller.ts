import { Controller, HttpCode, Param, ParseUUIDPipe, Post, UseGuards } from '@nestjs/common';
import { CustomerGuard, CustomerId } from '../auth/customer.guard';
import { OrdersService } from './orders.service';

@Controller('v1/orders')
@UseGuards(CustomerGuard)
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post(':id/cancellation')
  @HttpCode(204)
  async cancel(@CustomerId() customerId: string, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.orders.cancel(customerId, id);
  }
}
