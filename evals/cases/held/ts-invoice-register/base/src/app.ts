import express from 'express';
import { ZodError } from 'zod';
import { invoiceRoutes } from './invoices/routes';
import { session } from './session';

export const app = express();
app.use(express.json({ limit: '100kb' }));
app.use(session);
app.use(invoiceRoutes);

app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (error instanceof ZodError) {
    res.status(422).json({ code: 'invalid_request', fields: error.flatten().fieldErrors });
    return;
  }
  next(error);
});
