import { Router } from 'express';
import { z } from 'zod';
import { agentOf, requireAgent } from '../auth';
import { postLetter } from '../letters';
import { hasComplaint, openComplaint } from './cases';

export const caseRoutes = Router();
caseRoutes.use(requireAgent);

const complaint = z.object({ accountId: z.string().uuid(), subject: z.string().min(5).max(200) });

caseRoutes.post('/v1/complaints', async (req, res) => {
  const { accountId, subject } = complaint.parse(req.body);
  res.status(201).json(await openComplaint(agentOf(res), accountId, subject));
});

const addressee = z.object({ name: z.string().min(2).max(80), street: z.string().max(120), city: z.string().max(80) });

caseRoutes.post('/v1/complaints/:id/acknowledgement', async (req, res) => {
  const id = z.string().uuid().parse(req.params.id);
  const { name, street, city } = addressee.parse(req.body);
  if (!(await hasComplaint(id))) {
    res.status(404).json({ code: 'complaint_not_found' });
    return;
  }
  const documentId = await postLetter('complaint-acknowledgement', { name, street, city, complaint: id });
  res.status(201).json({ documentId });
});
