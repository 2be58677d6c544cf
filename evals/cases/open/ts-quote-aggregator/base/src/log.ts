import { pino } from 'pino';
import { requestId } from './request-context.js';

export const log = pino({ name: 'travel-quotes', mixin: () => ({ requestId: requestId() }) });
