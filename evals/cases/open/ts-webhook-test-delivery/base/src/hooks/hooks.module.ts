import { Module } from '@nestjs/common';
import { DeliveryService } from './delivery.service';
import { HooksController } from './hooks.controller';

@Module({ controllers: [HooksController], providers: [DeliveryService] })
export class HooksModule {}
