import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import axios, { isAxiosError } from 'axios';
import type { Merchant } from '../auth/merchant.guard';
import type { HookEvent } from './events';
import { signature } from './signature';
import type { Trial, TrialResult } from './trial';

@Injectable()
export class TrialService {
  private readonly logger = new Logger(TrialService.name);

  /** Sends a made-up event once, and tells the merchant what came back. */
  async run(merchant: Merchant, { url, type }: Trial): Promise<TrialResult> {
    const event: HookEvent = { id: randomUUID(), type, orderId: randomUUID() };
    const body = JSON.stringify({ ...event, test: true });
    try {
      const answer = await axios.post<string>(url, body, {
        headers: { 'content-type': 'application/json', 'x-signature': signature(body, merchant.hookSecret) },
        responseType: 'text',
        timeout: 5_000,
        maxContentLength: 10_000,
        validateStatus: () => true,
      });
      return { taken: answer.status < 300, status: answer.status, body: answer.data.slice(0, 500) };
    } catch (error) {
      const code = isAxiosError(error) ? error.code : undefined;
      this.logger.warn(`trial ${event.id} had no answer: ${code ?? String(error)}`);
      return { taken: false, status: null, body: null };
    }
  }
}
