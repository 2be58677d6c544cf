import { QueryTypes } from 'sequelize';
import { sequelize } from '../database';

export interface PartHit {
  number: string;
  name: string;
  pieces: number;
}

/** Finds parts whose number begins with a text, with what all warehouses hold. */
export function byNumber(prefix: string): Promise<PartHit[]> {
  return sequelize.query<PartHit>(
    `SELECT p.number, p.name, COALESCE(SUM(s.pieces), 0)::int AS pieces
       FROM parts p LEFT JOIN stock s ON s.part_id = p.id
      WHERE p.number LIKE :prefix
      GROUP BY p.id
      ORDER BY p.number
      LIMIT 50`,
    { type: QueryTypes.SELECT, replacements: { prefix: `${prefix.replace(/[\\%_]/g, '\\$&')}%` } },
  );
}
