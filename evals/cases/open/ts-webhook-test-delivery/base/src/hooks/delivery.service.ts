import { Injectable, Logger } from '@nestjs/common';
import { isAxiosError } from 'axios';
import { egress } from './egress';
import type { HookEvent } from './events';
import { signature } from './signature';

@Injectable()
export class DeliveryService {
  private readonly logger = new Logger(DeliveryService.name);

  /** Delivers an event to the address that a merchant registered; false when it was not taken. */
  async deliver(url: string, secret: string, event: HookEvent): Promise<boolean> {
    const body = JSON.stringify(event);
    try {
      await egress.post(url, body, { headers: { 'content-type': 'application/json', 'x-signature': signature(body, secret) } });
      return true;
    } catch (error) {
      const status = isAxiosError(error) ? error.response?.status : undefined;
      this.logger.warn(`event ${event.id} was not taken: ${status ?? 'no answer'}`);
      return false;
    }
  }
}
