import { Router } from 'express';
import { z } from 'zod';
import { accountOf, agentOf, requireAgent } from '../auth';
import { listQuery, newest } from './list';
import { noteView } from './views';

export const ticketRoutes = Router();
ticketRoutes.use(requireAgent);

ticketRoutes.get('/v1/tickets', async (req, res) => {
  const tickets = await newest(accountOf(res), listQuery.parse(req.query));
  res.json({ tickets });
});

ticketRoutes.put('/v1/tickets/:id/view', async (req, res) => {
  const id = z.string().uuid().safeParse(req.params.id);
  if (!id.success || !(await noteView(accountOf(res), agentOf(res), id.data))) {
    res.status(404).json({ code: 'ticket_not_found' });
    return;
  }
  res.status(204).end();
});
