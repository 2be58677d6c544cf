import { Module } from '@nestjs/common';
import { MessageWaveProvider } from './messagewave.provider';
import { NordtextProvider } from './nordtext.provider';
import { SmsService } from './sms.service';

@Module({ providers: [MessageWaveProvider, NordtextProvider, SmsService], exports: [SmsService] })
export class SmsModule {}
