import { IsISO8601 } from 'class-validator';

export class NewDay {
  @IsISO8601({ strict: true })
  deliverOn!: string;
}
