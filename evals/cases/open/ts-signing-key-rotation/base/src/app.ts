import express from 'express';
import { signedIn } from './signed-in.js';

export const app = express();
app.disable('x-powered-by');
app.get('/v1/me', signedIn, (_req, res) => {
  res.json({ account: res.locals.account });
});
