import { Router } from 'express';
import { z } from 'zod';
import { courierByPhone } from '../couriers.js';
import { limit } from '../limits.js';
import { log } from '../log.js';
import { openSession } from '../sessions.js';
import { sendText } from '../sms.js';
import { issueCode, redeemCode } from './codes.js';

export const loginRoutes = Router();

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/);
const asked = z.object({ phone });
const answered = z.object({ phone, code: z.string().regex(/^\d{6}$/) });

loginRoutes.post('/v1/login/code', limit('code', 5, 15), async (req, res) => {
  const courier = await courierByPhone(asked.parse(req.body).phone);
  if (courier) {
    await sendText(courier.phone, `Your code for today's shift: ${issueCode(courier.id)}`);
  }
  res.status(202).json({ sent: 'if the number is known' });
});

loginRoutes.post('/v1/login', limit('login', 20, 15), async (req, res) => {
  const { phone: number, code } = answered.parse(req.body);
  const courier = await courierByPhone(number);
  if (!courier || !redeemCode(courier.id, code)) {
    log.warn({ courierId: courier?.id }, 'log-in refused');
    res.status(401).json({ code: 'wrong_code' });
    return;
  }
  res.status(201).json({ token: await openSession(courier.id) });
});
