import { Controller, Get, NotFoundException, Param, UseGuards } from '@nestjs/common';
import { InsurerGuard, InsurerId } from '../auth/insurer.guard';
import { ClaimView, ClaimsService } from './claims.service';

@Controller('v1/claims')
@UseGuards(InsurerGuard)
export class ClaimsController {
  constructor(private readonly claims: ClaimsService) {}

  @Get(':reference')
  async get(@InsurerId() insurerId: string, @Param('reference') reference: string): Promise<ClaimView> {
    const claim = await this.claims.byReference(insurerId, reference);
    if (!claim) {
      throw new NotFoundException({ code: 'claim_not_found' });
    }
    return claim;
  }
}
