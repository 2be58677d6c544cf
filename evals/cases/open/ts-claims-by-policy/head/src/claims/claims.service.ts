import { Injectable } from '@nestjs/common';
import { PrismaService } from '../prisma.service';
import { ClaimsQuery } from './claims-query';

export interface ClaimView {
  reference: string;
  state: string;
  reportedAt: Date;
}

const VIEW = { reference: true, state: true, reportedAt: true } as const;

@Injectable()
export class ClaimsService {
  constructor(private readonly prisma: PrismaService) {}

  byReference(insurerId: string, reference: string): Promise<ClaimView | null> {
    return this.prisma.claim.findFirst({ where: { insurerId, reference }, select: VIEW });
  }

  byPolicy(insurerId: string, query: ClaimsQuery): Promise<ClaimView[]> {
    return this.prisma.claim.findMany({
      where: { insurerId, policyNumber: query.policyNumber },
      select: VIEW,
      orderBy: { reportedAt: 'desc' },
      take: query.limit,
    });
  }
}
