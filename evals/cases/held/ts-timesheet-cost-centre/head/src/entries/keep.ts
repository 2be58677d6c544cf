import { z } from 'zod';
import type { Employee } from '../auth';
import { db } from '../db';

export const entry = z.object({
  workedOn: z.string().date(),
  minutes: z.number().int().min(1).max(1_440),
  breakMinutes: z.number().int().min(0).max(480).default(0),
  project: z.string().min(1).max(40),
});
export type Entry = z.infer<typeof entry>;

/** Keeps what an employee worked on a day for a project; a second time replaces the first. */
export async function keepEntry(employee: Employee, { workedOn, minutes, breakMinutes, project }: Entry): Promise<void> {
  await db('timesheet_entries')
    .insert({
      employee_id: employee.id,
      cost_centre: employee.costCentre,
      worked_on: workedOn,
      minutes,
      break_minutes: breakMinutes,
      project,
    })
    .onConflict(['employee_id', 'worked_on', 'project'])
    .merge(['minutes', 'break_minutes', 'cost_centre']);
}
