import { db } from '../db';

export interface MatterDocument {
  id: string;
  matterId: string;
  title: string;
  fileName: string;
  mediaType: string;
}

const COLUMNS = ['id', 'matter_id as matterId', 'title', 'file_name as fileName', 'media_type as mediaType'];

export function document(id: string): Promise<MatterDocument | undefined> {
  return db('documents').where({ id }).first(COLUMNS);
}

/** Notes that somebody took a copy; the matter's protocol shows it. */
export async function noteDownload(documentId: string, userId: string): Promise<void> {
  await db('document_downloads').insert({ document_id: documentId, user_id: userId });
}

export function documentsOf(matterId: string, limit: number): Promise<MatterDocument[]> {
  return db('documents').where({ matter_id: matterId }).orderBy('filed_at', 'desc').limit(limit).select(COLUMNS);
}
