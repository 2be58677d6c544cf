import express from 'express';
import { ZodError } from 'zod';

export const app = express();
app.set('trust proxy', 1);
app.use(express.json({ limit: '10kb' }));

app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (error instanceof ZodError) {
    res.status(422).json({ code: 'invalid_request', fields: error.flatten().fieldErrors });
    return;
  }
  next(error);
});
