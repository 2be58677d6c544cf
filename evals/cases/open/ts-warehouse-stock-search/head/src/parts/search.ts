import { QueryTypes } from 'sequelize';
import { sequelize } from '../database';

export interface PartHit {
  number: string;
  name: string;
  pieces: number;
}

export interface StockWish {
  warehouses: string[];
  sort: 'number' | 'pieces';
}

const ORDER = { number: 'p.number ASC', pieces: 'pieces DESC, p.number ASC' } as const;

/** Finds parts whose number begins with a text, with what the warehouses asked for hold; all of them if none is. */
export function byNumber(prefix: string, { warehouses, sort }: StockWish): Promise<PartHit[]> {
  const codes = warehouses.map((code) => `'${code}'`).join(', ');
  const among = warehouses.length > 0 ? `AND s.warehouse_code IN (${codes})` : '';
  return sequelize.query<PartHit>(
    `SELECT p.number, p.name, COALESCE(SUM(s.pieces), 0)::int AS pieces
       FROM parts p LEFT JOIN stock s ON s.part_id = p.id ${among}
      WHERE p.number LIKE :prefix
      GROUP BY p.id
      ORDER BY ${ORDER[sort]}
      LIMIT 50`,
    { type: QueryTypes.SELECT, replacements: { prefix: `${prefix.replace(/[\\%_]/g, '\\$&')}%` } },
  );
}
