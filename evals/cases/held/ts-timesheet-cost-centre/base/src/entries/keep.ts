import { z } from 'zod';
import { db } from '../db';

export const entry = z.object({
  workedOn: z.string().date(),
  minutes: z.number().int().min(1).max(1_440),
  project: z.string().min(1).max(40),
});
export type Entry = z.infer<typeof entry>;

/** Keeps what an employee worked on a day for a project; a second time replaces the first. */
export async function keepEntry(employeeId: string, { workedOn, minutes, project }: Entry): Promise<void> {
  await db('timesheet_entries')
    .insert({ employee_id: employeeId, worked_on: workedOn, minutes, project })
    .onConflict(['employee_id', 'worked_on', 'project'])
    .merge(['minutes']);
}
