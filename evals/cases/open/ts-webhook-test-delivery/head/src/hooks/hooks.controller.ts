import { Body, Controller, Get, HttpCode, Logger, Post, UseGuards, ValidationPipe } from '@nestjs/common';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import { CurrentMerchant, Merchant, MerchantGuard } from '../auth/merchant.guard';
import { Trial, TrialResult } from './trial';
import { TrialService } from './trial.service';

@Controller('v1/hooks')
@UseGuards(MerchantGuard)
export class HooksController {
  private readonly logger = new Logger(HooksController.name);

  constructor(private readonly trials: TrialService) {}

  @Post('trial')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 10, ttl: 60_000 } })
  async trial(
    @CurrentMerchant() merchant: Merchant,
    @Body(new ValidationPipe({ whitelist: true })) trial: Trial,
  ): Promise<TrialResult> {
    this.logger.log({ message: 'trial asked for', merchant, url: trial.url });
    return this.trials.run(merchant, trial);
  }

  @Get('secret-hint')
  hint(@CurrentMerchant() merchant: Merchant): { endsWith: string } {
    return { endsWith: merchant.hookSecret.slice(-4) };
  }
}
