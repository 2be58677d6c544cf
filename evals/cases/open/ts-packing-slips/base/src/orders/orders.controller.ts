import { Controller, Get, Param, ParseUUIDPipe, UseGuards } from '@nestjs/common';
import { WarehouseGuard } from '../auth/warehouse.guard';
import { OrdersService, OrderView } from './orders.service';

@Controller('v1/warehouses/:warehouseId')
@UseGuards(WarehouseGuard)
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Get('orders/:id')
  get(
    @Param('warehouseId', ParseUUIDPipe) warehouseId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<OrderView> {
    return this.orders.get(warehouseId, id);
  }
}
