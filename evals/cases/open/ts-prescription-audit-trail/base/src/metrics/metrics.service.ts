import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class MetricsService {
  private readonly logger = new Logger(MetricsService.name);

  /** Sends a count to the collector. Never throws: a lost count is logged and forgotten. */
  async count(name: string): Promise<void> {
    try {
      await fetch(`${process.env.COLLECTOR_URL}/count/${name}`, { method: 'POST', signal: AbortSignal.timeout(500) });
    } catch (error) {
      this.logger.debug(`count ${name} was lost: ${String(error)}`);
    }
  }
}
