import pino from 'pino';

export const log = pino({ name: 'law-firm-files', redact: ['req.headers.cookie', 'req.headers.authorization'] });
