import { Controller, Get, Param, ParseUUIDPipe, Query, UseGuards, ValidationPipe } from '@nestjs/common';
import { WarehouseGuard } from '../auth/warehouse.guard';
import { OrdersService, OrderView } from './orders.service';
import { PackingSlip } from './packing-slip';
import { PackingSlipsQuery } from './packing-slips.query';

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

  @Get('packing-slips')
  packingSlips(
    @Param('warehouseId', ParseUUIDPipe) warehouseId: string,
    @Query(new ValidationPipe({ transform: true, whitelist: true })) query: PackingSlipsQuery,
  ): Promise<PackingSlip[]> {
    return this.orders.packingSlips(warehouseId, query);
  }
}
