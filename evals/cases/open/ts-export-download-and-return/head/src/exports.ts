import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Router } from 'express';
import { z } from 'zod';
import { requireReviewer } from './auth.js';
import { settings } from './settings.js';

export const exportRoutes = Router();

const segment = z.string().regex(/^[^\0/]{1,100}$/);
const params = z.object({ round: segment, name: segment });
const MISSING = ['ENOENT', 'ENOTDIR'];

/** Finds an export of a round below the folder that the nightly job fills; null for anything else. */
export async function exportFile(round: string, name: string): Promise<string | null> {
  const folder = await realpath(settings.EXPORT_FOLDER);
  try {
    const file = await realpath(join(folder, round, name));
    return file.startsWith(folder + sep) && (await stat(file)).isFile() ? file : null;
  } catch (error) {
    if (MISSING.includes((error as NodeJS.ErrnoException).code ?? '')) {
      return null;
    }
    throw error;
  }
}

exportRoutes.get('/v1/rounds/:round/exports/:name', requireReviewer, async (req, res) => {
  const wanted = params.safeParse(req.params);
  const file = wanted.success ? await exportFile(wanted.data.round, wanted.data.name) : null;
  if (!file) {
    res.status(404).json({ code: 'export_not_found' });
    return;
  }
  res.set('X-Content-Type-Options', 'nosniff').download(file);
});
