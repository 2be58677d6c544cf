import axios from 'axios';
import { Histogram } from 'prom-client';

declare module 'axios' {
  interface InternalAxiosRequestConfig {
    startedAt?: number;
  }
}

const durations = new Histogram({
  name: 'outgoing_request_seconds',
  help: 'Duration of requests to other services',
  labelNames: ['service', 'outcome'],
});

/** Makes a client for one service: limited in time and size, and measured. */
export function clientFor(service: string, baseURL: string) {
  const client = axios.create({ baseURL, timeout: 2_500, maxContentLength: 1_000_000, maxRedirects: 0 });
  client.interceptors.request.use((config) => Object.assign(config, { startedAt: performance.now() }));
  client.interceptors.response.use(
    (response) => {
      observe(service, 'ok', response.config);
      return response;
    },
    (error) => {
      observe(service, 'failed', error.config ?? {});
      return Promise.reject(error);
    },
  );
  return client;
}

function observe(service: string, outcome: string, config: { startedAt?: number }): void {
  durations.observe({ service, outcome }, (performance.now() - (config.startedAt ?? performance.now())) / 1000);
}
