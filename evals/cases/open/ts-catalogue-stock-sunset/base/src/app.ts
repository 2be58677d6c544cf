import express from 'express';
import { ZodError } from 'zod';
import { requireApiKey } from './api-key';
import { productRoutes } from './products/routes';

export const app = express();
app.disable('x-powered-by');
app.use(requireApiKey);
app.use(productRoutes);
app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (error instanceof ZodError) {
    res.status(422).json({ code: 'invalid_request', fields: error.flatten().fieldErrors });
    return;
  }
  next(error);
});
