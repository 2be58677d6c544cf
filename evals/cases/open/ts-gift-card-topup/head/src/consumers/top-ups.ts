import type { EachMessagePayload } from 'kafkajs';
import { z } from 'zod';
import { topUp } from '../cards/movements.js';
import { inTransaction } from '../database.js';
import { log } from '../log.js';

const paid = z.object({
  paymentId: z.string().uuid(),
  cardId: z.string().uuid(),
  cents: z.number().int().min(500).max(50_000),
});

export async function onTopUpPaid({ message }: EachMessagePayload): Promise<void> {
  const { paymentId, cardId, cents } = paid.parse(JSON.parse(String(message.value)));
  await inTransaction((client) => topUp(client, cardId, cents));
  log.info({ paymentId, cardId }, 'card topped up');
}
