import { join } from 'node:path';
import { Router } from 'express';
import { z } from 'zod';
import { enrolled } from './enrolled.js';

export const handouts = Router();

const HANDOUTS = process.env.HANDOUTS ?? '/srv/handouts';
const COVER_FOLDER = '/srv/covers';
const COVERS = { language: 'language.webp', craft: 'craft.webp', music: 'music.webp' } as const;

const wanted = z.object({ file: z.string().min(1).max(200) });
const coverKind = z.enum(['language', 'craft', 'music']);

handouts.get('/v1/covers/:kind', (req, res) => {
  const kind = coverKind.safeParse(req.params.kind).data ?? 'craft';
  res.sendFile(COVERS[kind], { root: COVER_FOLDER });
});

handouts.get('/v1/courses/:course/handouts', enrolled, (req, res) => {
  const query = wanted.safeParse(req.query);
  if (!query.success) {
    res.status(422).json({ code: 'file_missing' });
    return;
  }
  const file = join(HANDOUTS, String(req.params.course), query.data.file);
  res.download(file);
});
