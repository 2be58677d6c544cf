import cookieParser from 'cookie-parser';
import express from 'express';

export const app = express();
app.disable('x-powered-by');
app.use(cookieParser());
