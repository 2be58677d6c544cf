import type { NextFunction, Request, Response } from 'express';
import { createHash } from 'node:crypto';
import { model, Schema } from 'mongoose';

const Token = model('Token', new Schema({ hash: { type: String, unique: true }, volunteerId: String, partnerId: String }));

export async function tokens(req: Request, res: Response, next: NextFunction): Promise<void> {
  const sent = req.get('authorization')?.replace(/^Bearer /, '');
  if (sent) {
    const token = await Token.findOne({ hash: createHash('sha256').update(sent).digest('hex') }).lean();
    res.locals.volunteerId = token?.volunteerId;
    res.locals.partnerId = token?.partnerId;
  }
  next();
}
