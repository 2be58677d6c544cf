import { Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import { isAxiosError } from 'axios';
import { countSent } from './measured';
import { MessageWaveProvider } from './messagewave.provider';

@Injectable()
export class SmsService {
  private readonly logger = new Logger(SmsService.name);

  constructor(private readonly provider: MessageWaveProvider) {}

  async send(phone: string, text: string): Promise<void> {
    try {
      await this.provider.send(phone, text);
    } catch (error) {
      this.logger.error(`${this.provider.name} took no text: ${reason(error)}`);
      throw new ServiceUnavailableException({ code: 'sms_unavailable' }, { cause: error });
    }
    countSent(this.provider.name);
  }
}

/** Says what went wrong without the number, the text or the key of the request. */
function reason(error: unknown): string {
  return isAxiosError(error) ? `${error.code ?? 'answered'} ${error.response?.status ?? ''}` : String(error);
}
