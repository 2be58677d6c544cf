import express from 'express';
import { ZodError } from 'zod';
import { exchangeRoutes } from './exchange/routes';
import { tokens } from './tokens';
import { volunteerRoutes } from './volunteers/routes';

export const app = express();
app.use(express.json({ limit: '50kb' }));
app.use(tokens);
app.use(exchangeRoutes);
app.use(volunteerRoutes);
app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (error instanceof ZodError) {
    res.status(422).json({ code: 'invalid_request', fields: error.flatten().fieldErrors });
    return;
  }
  next(error);
});
