import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { log } from '../log';
import { openDocument } from '../storage';
import { document, noteDownload } from './documents';

const documentId = z.string().uuid();

/** Sends a document of a matter as a file to keep. */
export async function download(req: Request, res: Response): Promise<void> {
  const id = documentId.safeParse(req.params.documentId);
  const found = id.success ? await document(id.data) : undefined;
  if (!found) {
    res.status(404).json({ code: 'document_not_found' });
    return;
  }
  await noteDownload(found.id, res.locals.user.id);
  res.type(found.mediaType).attachment(found.fileName).set('X-Content-Type-Options', 'nosniff');
  try {
    await pipeline(openDocument(found.id), res);
  } catch (error) {
    log.warn({ error, documentId: found.id }, 'download was cut off');
    res.destroy();
  }
}
