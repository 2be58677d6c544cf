import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Put, UseGuards, ValidationPipe } from '@nestjs/common';
import { CustomerGuard, CustomerId } from '../auth/customer.guard';
import { NewDay } from './new-day';
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

  @Put(':id/delivery-day')
  @HttpCode(204)
  async reschedule(
    @CustomerId() customerId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body(new ValidationPipe({ whitelist: true })) { deliverOn }: NewDay,
  ): Promise<void> {
    await this.orders.reschedule(customerId, id, deliverOn);
  }
}
