import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const ROOT = process.env.DOCUMENT_ROOT as string;

/** Opens a stored document by its id, which we made ourselves. */
export function openDocument(documentId: string): Readable {
  return createReadStream(join(ROOT, documentId.slice(0, 2), documentId));
}
