import { createHmac } from 'node:crypto';

/** Signs a body the way that merchants check it. */
export function signature(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
