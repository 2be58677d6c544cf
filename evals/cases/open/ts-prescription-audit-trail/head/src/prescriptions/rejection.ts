import { IsString, Length } from 'class-validator';

export class Rejection {
  @IsString()
  @Length(5, 200)
  because!: string;
}
