import { Injectable } from '@nestjs/common';
import axios from 'axios';
import type { SmsProvider } from './sms-provider';

@Injectable()
export class MessageWaveProvider implements SmsProvider {
  readonly name = 'messagewave';
  private readonly http = axios.create({ baseURL: process.env.MESSAGEWAVE_URL, timeout: 2_000 });

  async send(phone: string, text: string): Promise<void> {
    await this.http.post('/v1/sms', { to: phone, text }, { headers: { 'x-key': process.env.MESSAGEWAVE_KEY } });
  }
}
