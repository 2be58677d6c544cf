import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';

export class ClaimsQuery {
  @Matches(/^[A-Z]{2}-\d{4,12}$/)
  policyNumber!: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit = 20;
}
