import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { QueryTypes } from 'sequelize';
import { sequelize } from './database';

export async function tokens(req: Request, res: Response, next: NextFunction): Promise<void> {
  const token = req.get('authorization')?.replace(/^Bearer /, '');
  if (token) {
    const [garage] = await sequelize.query('SELECT id, name FROM garages WHERE token_hash = :hash', {
      type: QueryTypes.SELECT,
      replacements: { hash: createHash('sha256').update(token).digest('hex') },
    });
    res.locals.garage = garage;
  }
  next();
}
