import express from 'express';
import { probes } from './probes';
import { seatMapRoutes } from './seat-maps';

export const app = express();
app.use(probes);
app.use(seatMapRoutes);
