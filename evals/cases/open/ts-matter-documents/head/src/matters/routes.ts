import { Router } from 'express';
import { z } from 'zod';
import { requireMatterMember } from './access';
import { documentsOf } from './documents';
import { download } from './download';

export const matterRoutes = Router();
matterRoutes.use('/v1/matters/:matterId', requireMatterMember);

const limit = z.coerce.number().int().min(1).max(200).default(50);

matterRoutes.get('/v1/matters/:matterId/documents', async (req, res) => {
  const documents = await documentsOf(req.params.matterId, limit.parse(req.query.limit));
  res.json({ documents: documents.map(({ id, title, mediaType }) => ({ id, title, mediaType })) });
});

matterRoutes.get('/v1/matters/:matterId/documents/:documentId/file', download);
