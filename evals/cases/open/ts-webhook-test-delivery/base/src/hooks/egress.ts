import axios from 'axios';

/** The egress proxy resolves names itself and refuses private and link-local addresses. */
export const egress = axios.create({
  timeout: 5_000,
  maxRedirects: 0,
  maxContentLength: 10_000,
  proxy: { protocol: 'http', host: 'localhost', port: 3128 },
});
