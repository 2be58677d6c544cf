import { Router } from 'express';
import { requireVolunteer, volunteerId } from '../auth';
import { profile } from './profile.schema';
import { tidySkills } from './skills';
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

volunteerRoutes.put('/v1/me', async (req, res) => {
  const wanted = profile.parse(req.body);
  const me = await Volunteer.findByIdAndUpdate(
    volunteerId(res),
    { $set: { ...wanted, skills: tidySkills(wanted.skills), profileSeenAt: new Date() } },
    { new: true, runValidators: true },
  ).lean();
  if (!me) {
    res.status(404).json({ code: 'volunteer_not_found' });
    return;
  }
  res.json(profileView(me));
});
