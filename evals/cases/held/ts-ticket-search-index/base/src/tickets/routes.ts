import { Router } from 'express';
import { accountOf, requireAgent } from '../auth';
import { listQuery, newest } from './list';

export const ticketRoutes = Router();
ticketRoutes.use(requireAgent);

ticketRoutes.get('/v1/tickets', async (req, res) => {
  const tickets = await newest(accountOf(res), listQuery.parse(req.query));
  res.json({ tickets });
});
