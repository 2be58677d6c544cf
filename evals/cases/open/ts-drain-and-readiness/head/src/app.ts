import express from 'express';
import { performanceRoutes } from './performances';
import { probes } from './probes';

export const app = express();
app.use(probes);
app.use(performanceRoutes);
