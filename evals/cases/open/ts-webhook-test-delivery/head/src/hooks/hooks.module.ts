import { Module } from '@nestjs/common';
import { DeliveryService } from './delivery.service';
import { HooksController } from './hooks.controller';
import { TrialService } from './trial.service';

@Module({ controllers: [HooksController], providers: [DeliveryService, TrialService] })
export class HooksModule {}
