import express from 'express';
import { performanceRoutes } from './performances';

export const app = express();
app.use(performanceRoutes);
