import cookieParser from 'cookie-parser';
import express from 'express';
import { exportRoutes } from './exports.js';
import { loginRoutes } from './login.js';

export const app = express();
app.disable('x-powered-by');
app.use(cookieParser());
app.use(loginRoutes);
app.use(exportRoutes);
