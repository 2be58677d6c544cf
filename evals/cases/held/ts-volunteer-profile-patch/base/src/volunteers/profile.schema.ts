import { z } from 'zod';

/** What a profile form may send; partners add fields of their own, which the exchange hands on untouched. */
export const profile = z
  .object({
    name: z.string().min(2).max(80),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/)
      .optional(),
    skills: z.array(z.string().max(40)).max(20).default([]),
  })
  .passthrough();

export type Profile = z.infer<typeof profile>;
