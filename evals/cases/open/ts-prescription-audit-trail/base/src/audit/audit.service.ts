import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditEntry } from './audit-entry.entity';

export type AuditedAction = 'prescription.viewed' | 'prescription.dispensed' | 'prescription.rejected';

@Injectable()
export class AuditService {
  constructor(@InjectRepository(AuditEntry) private readonly entries: Repository<AuditEntry>) {}

  /** Adds an entry to the trail that the inspector reads; throws when it cannot be kept. */
  async record(action: AuditedAction, subjectId: string, actorId: string): Promise<void> {
    await this.entries.insert({ action, subjectId, actorId });
  }
}
