import { Controller, Get, NotFoundException, Param, Query, UseGuards, ValidationPipe } from '@nestjs/common';
import { InsurerGuard, InsurerId } from '../auth/insurer.guard';
import { ClaimsQuery } from './claims-query';
import { ClaimView, ClaimsService } from './claims.service';

@Controller('v1/claims')
@UseGuards(InsurerGuard)
export class ClaimsController {
  constructor(private readonly claims: ClaimsService) {}

  @Get()
  async list(
    @InsurerId() insurerId: string,
    @Query(new ValidationPipe({ transform: true, whitelist: true })) query: ClaimsQuery,
  ): Promise<{ claims: ClaimView[] }> {
    return { claims: await this.claims.byPolicy(insurerId, query) };
  }

  @Get(':reference')
  async get(@InsurerId() insurerId: string, @Param('reference') reference: string): Promise<ClaimView> {
    const claim = await this.claims.byReference(insurerId, reference);
    if (!claim) {
      throw new NotFoundException({ code: 'claim_not_found' });
    }
    return claim;
  }
}
