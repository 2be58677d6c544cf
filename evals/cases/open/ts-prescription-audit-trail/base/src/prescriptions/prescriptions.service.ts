import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { MetricsService } from '../metrics/metrics.service';
import { Prescription } from './prescription.entity';

export interface Pharmacist {
  id: string;
  pharmacyId: string;
}

@Injectable()
export class PrescriptionsService {
  constructor(
    @InjectRepository(Prescription) private readonly prescriptions: Repository<Prescription>,
    private readonly audit: AuditService,
    private readonly metrics: MetricsService,
  ) {}

  async view(id: string, pharmacist: Pharmacist): Promise<Prescription> {
    const prescription = await this.prescriptions.findOneBy({ id, pharmacyId: pharmacist.pharmacyId });
    if (!prescription) {
      throw new NotFoundException({ code: 'prescription_not_found' });
    }
    await this.audit.record('prescription.viewed', id, pharmacist.id);
    return prescription;
  }

  async dispense(id: string, pharmacist: Pharmacist): Promise<void> {
    await this.audit.record('prescription.dispensed', id, pharmacist.id);
    const { affected } = await this.prescriptions.update(
      { id, pharmacyId: pharmacist.pharmacyId, state: 'received' },
      { state: 'dispensed' },
    );
    if (affected !== 1) {
      throw new ConflictException({ code: 'prescription_not_open' });
    }
    void this.metrics.count('prescription_dispensed');
  }
}
