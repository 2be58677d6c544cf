import { Router } from 'express';
import { requireVolunteer, volunteerId } from '../auth';
import { Volunteer } from './volunteer.model';
import { profileView } from './view';

export const volunteerRoutes = Router();
volunteerRoutes.use(requireVolunteer);

volunteerRoutes.get('/v1/me', async (_req, res) => {
  const me = await Volunteer.findById(volunteerId(res)).lean();
  if (!me) {
    res.status(404).json({ code: 'volunteer_not_found' });
    return;
  }
  res.json(profileView(me));
});
