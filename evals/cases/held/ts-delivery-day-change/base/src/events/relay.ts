import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventsService } from './events.service';
import { OutboxEvent } from './outbox-event.entity';

@Injectable()
export class Relay {
  private readonly logger = new Logger(Relay.name);

  constructor(private readonly source: DataSource, private readonly events: EventsService) {}

  /** Sends the oldest hundred events and removes them; a scheduler runs this every second. */
  async run(): Promise<void> {
    const batch = await this.source.getRepository(OutboxEvent).find({ order: { id: 'ASC' }, take: 100 });
    if (batch.length === 0) {
      return;
    }
    await this.events.send(batch.map(({ event }) => event));
    await this.source.getRepository(OutboxEvent).delete(batch.map(({ id }) => id));
    this.logger.debug(`${batch.length} events sent`);
  }
}
