import { Injectable } from '@nestjs/common';
import axios from 'axios';
import type { SmsProvider } from './sms-provider';

@Injectable()
export class NordtextProvider implements SmsProvider {
  readonly name = 'nordtext';
  private readonly http = axios.create({ baseURL: process.env.NORDTEXT_URL, timeout: 3_000 });

  async send(phone: string, text: string): Promise<void> {
    const { data } = await this.http.post<{ accepted: boolean }>('/messages', {
      recipient: phone,
      body: text,
      token: process.env.NORDTEXT_TOKEN,
    });
    console.log(data.accepted);
    if (!data.accepted) {
      throw new Error('nordtext did not accept the text');
    }
  }
}
