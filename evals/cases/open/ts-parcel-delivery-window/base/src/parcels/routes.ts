import { Router } from 'express';
import { z } from 'zod';
import { parcelView } from './parcel';
import { findParcel } from './repository';

export const parcelRoutes = Router();

const trackingNumber = z.string().regex(/^[A-Z0-9]{12}$/);

parcelRoutes.get('/v1/parcels/:trackingNumber', async (req, res) => {
  const number = trackingNumber.safeParse(req.params.trackingNumber);
  const row = number.success ? await findParcel(number.data) : null;
  if (!row) {
    res.status(404).json({ code: 'parcel_not_found' });
    return;
  }
  res.json(parcelView(row));
});
