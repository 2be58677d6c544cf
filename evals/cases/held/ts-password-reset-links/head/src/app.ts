import express from 'express';
import { ZodError } from 'zod';
import { resetRoutes } from './reset/routes.js';

export const app = express();
app.set('trust proxy', 1);
app.use(express.json({ limit: '10kb' }));
app.use(resetRoutes);

app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (error instanceof ZodError) {
    res.status(422).json({ code: 'invalid_request', fields: error.flatten().fieldErrors });
    return;
  }
  next(error);
});
