import express from 'express';
import { ZodError } from 'zod';
import { partRoutes } from './parts/routes';
import { tokens } from './tokens';

export const app = express();
app.use(tokens);
app.use(partRoutes);
app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (error instanceof ZodError) {
    res.status(422).json({ code: 'invalid_request', fields: error.flatten().fieldErrors });
    return;
  }
  next(error);
});
