import express from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { bookings } from './bookings';
import { partnerKey } from './partner-key';

export const app = express();
app.use(partnerKey);
// Requests and answers that the description does not allow are refused here.
app.use(OpenApiValidator.middleware({ apiSpec: 'openapi.yaml', validateRequests: true, validateResponses: true }));
app.use('/v1/bookings', bookings);
app.use((error: { status?: number; errors?: unknown }, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (error.status === 400) {
    res.status(400).json({ code: 'invalid_request', errors: error.errors });
    return;
  }
  next(error);
});
