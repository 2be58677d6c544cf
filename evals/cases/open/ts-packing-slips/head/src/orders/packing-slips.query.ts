import { Type } from 'class-transformer';
import { IsISO8601, IsInt, Max, Min } from 'class-validator';

export class PackingSlipsQuery {
  @IsISO8601({ strict: true })
  shipBy!: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 100;
}
