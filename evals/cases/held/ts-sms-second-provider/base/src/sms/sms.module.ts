import { Module } from '@nestjs/common';
import { MessageWaveProvider } from './messagewave.provider';
import { SmsService } from './sms.service';

@Module({ providers: [MessageWaveProvider, SmsService], exports: [SmsService] })
export class SmsModule {}
