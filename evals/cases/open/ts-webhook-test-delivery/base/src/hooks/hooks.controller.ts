import { Controller, Get, UseGuards } from '@nestjs/common';
import { CurrentMerchant, Merchant, MerchantGuard } from '../auth/merchant.guard';

@Controller('v1/hooks')
@UseGuards(MerchantGuard)
export class HooksController {
  @Get('secret-hint')
  hint(@CurrentMerchant() merchant: Merchant): { endsWith: string } {
    return { endsWith: merchant.hookSecret.slice(-4) };
  }
}
