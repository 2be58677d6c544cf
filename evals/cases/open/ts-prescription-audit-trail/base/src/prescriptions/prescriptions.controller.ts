import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, UseGuards } from '@nestjs/common';
import { PharmacistGuard } from '../auth/pharmacist.guard';
import { Pharmacist, PrescriptionsService } from './prescriptions.service';

@Controller('v1/prescriptions')
@UseGuards(PharmacistGuard)
export class PrescriptionsController {
  constructor(private readonly prescriptions: PrescriptionsService) {}

  @Get(':id')
  async get(@Param('id', ParseUUIDPipe) id: string, @Req() request: { pharmacist: Pharmacist }) {
    const { state, rejectedBecause } = await this.prescriptions.view(id, request.pharmacist);
    return { id, state, rejectedBecause };
  }

  @Post(':id/dispensation')
  @HttpCode(204)
  async dispense(@Param('id', ParseUUIDPipe) id: string, @Req() request: { pharmacist: Pharmacist }): Promise<void> {
    await this.prescriptions.dispense(id, request.pharmacist);
  }
}
