import { z } from 'zod';

export const settings = z
  .object({
    EXPORT_FOLDER: z.string().startsWith('/'),
    SITE: z.string().url(),
    COOKIE_SECURE: z.enum(['true', 'false']).default('true'),
  })
  .parse(process.env);
