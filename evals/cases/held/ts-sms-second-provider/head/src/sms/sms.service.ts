import { Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import { isAxiosError } from 'axios';
import { countSent } from './measured';
import { MessageWaveProvider } from './messagewave.provider';
import { NordtextProvider } from './nordtext.provider';
import type { SmsProvider } from './sms-provider';

@Injectable()
export class SmsService {
  private readonly logger = new Logger(SmsService.name);

  constructor(private readonly first: MessageWaveProvider, private readonly second: NordtextProvider) {}

  /** Sends a text through the first provider that takes it. */
  async send(phone: string, text: string): Promise<void> {
    const provider = await this.sentBy(phone, text);
    countSent(provider.name);
  }

  private async sentBy(phone: string, text: string): Promise<SmsProvider> {
    try {
      await this.first.send(phone, text);
      return this.first;
    } catch {
      return this.sentBySecond(phone, text);
    }
  }

  private async sentBySecond(phone: string, text: string): Promise<SmsProvider> {
    try {
      await this.second.send(phone, text);
      return this.second;
    } catch (error) {
      this.logger.error(`${this.second.name} took no text either: ${reason(error)}`);
      throw new ServiceUnavailableException({ code: 'sms_unavailable' }, { cause: error });
    }
  }
}

/** Says what went wrong without the number, the text or the key of the request. */
function reason(error: unknown): string {
  return isAxiosError(error) ? `${error.code ?? 'answered'} ${error.response?.status ?? ''}` : String(error);
}
