import express from 'express';
import { courses } from './courses.js';
import { handouts } from './handouts.js';
import { signedIn } from './signed-in.js';

export const app = express();
app.disable('x-powered-by');
app.use(signedIn);
app.use(courses);
app.use(handouts);
app.use((error: { status?: number }, _req: express.Request, res: express.Response, next: express.NextFunction) => {
  if (res.headersSent || error.status !== 404) {
    next(error);
    return;
  }
  res.status(404).json({ code: 'unknown_file' });
});
