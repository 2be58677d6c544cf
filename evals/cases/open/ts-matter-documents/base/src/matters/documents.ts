import { db } from '../db';

export interface MatterDocument {
  id: string;
  matterId: string;
  title: string;
  fileName: string;
  mediaType: string;
}

const COLUMNS = ['id', 'matter_id as matterId', 'title', 'file_name as fileName', 'media_type as mediaType'];

export function documentsOf(matterId: string, limit: number): Promise<MatterDocument[]> {
  return db('documents').where({ matter_id: matterId }).orderBy('filed_at', 'desc').limit(limit).select(COLUMNS);
}
