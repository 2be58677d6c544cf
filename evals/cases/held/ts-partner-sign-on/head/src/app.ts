import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { signIn } from './sign-in.js';
import { signOn } from './sign-on.js';

export const app = express();
app.set('trust proxy', 1);
app.disable('x-powered-by');
app.use(express.urlencoded({ extended: false, limit: '20kb' }));
app.use(rateLimit({ windowMs: 60_000, limit: 20 }));
app.use(signIn);
app.use(signOn);
