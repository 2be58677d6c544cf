import { Counter } from 'prom-client';

const sent = new Counter({ name: 'sms_sent_total', help: 'Texts by provider', labelNames: ['provider'] });

export function countSent(provider: string): void {
  sent.inc({ provider });
}
