import express from 'express';
import { members } from './members.js';
import { treasurerOnly } from './treasurer-only.js';

export const app = express();
app.disable('x-powered-by');
app.use('/v1', treasurerOnly);
app.use('/v1/members', members);
