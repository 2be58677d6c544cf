import http from 'node:http';
import https from 'node:https';
import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';

const httpAgent = new http.Agent({ keepAlive: true, maxSockets: 50 });
const httpsAgent = new https.Agent({ keepAlive: true, maxSockets: 50 });

/** Makes a client for a partner's API; all of them share the connections. */
export function partnerClient(partner: string, options: CreateAxiosDefaults): AxiosInstance {
  return axios.create({
    httpAgent,
    httpsAgent,
    maxRedirects: 0,
    maxContentLength: 2_000_000,
    ...options,
    headers: { 'user-agent': `checkout-totals (${partner})`, ...options.headers },
  });
}
