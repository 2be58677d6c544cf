import { IsIn, IsUrl, MaxLength } from 'class-validator';
import type { HookEvent } from './events';

export class Trial {
  @IsUrl({ protocols: ['https'], require_protocol: true, require_tld: true })
  @MaxLength(500)
  url!: string;

  @IsIn(['order.paid', 'order.refunded'])
  type!: HookEvent['type'];
}

export interface TrialResult {
  taken: boolean;
  status: number | null;
  body: string | null;
}
