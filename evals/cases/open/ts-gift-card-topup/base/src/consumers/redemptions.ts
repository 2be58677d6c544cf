import type { EachMessagePayload } from 'kafkajs';
import { z } from 'zod';
import { redeem } from '../cards/movements.js';
import { inTransaction } from '../database.js';
import { log } from '../log.js';

const redemption = z.object({ cardId: z.string().uuid(), orderId: z.string().uuid(), cents: z.number().int().positive() });

export async function onRedemption({ message }: EachMessagePayload): Promise<void> {
  const { cardId, orderId, cents } = redemption.parse(JSON.parse(String(message.value)));
  const booked = await inTransaction((client) => redeem(client, cardId, orderId, cents));
  log.info({ cardId, orderId, booked }, 'redemption handled');
}
