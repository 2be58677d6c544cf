import axios from "axios";

import { ulid } from "../../vendor/ulid.js";

const STOCK_URL = process.env.STOCK_URL ?? "http://localhost:8002";
const client = axios.create({ baseURL: STOCK_URL, timeout: 2_000 });

export async function available(sku: string): Promise<number> {
  const { data } = await client.get(`/v1/stock/${encodeURIComponent(sku)}`);
  return data.quantity;
}

export async function announceReturn(orderId: number, reason: string): Promise<string> {
  const headers = { "Idempotency-Key": ulid() };
  const { data } = await axios.post(`${STOCK_URL}/v1/returns`, { orderId, reason }, { headers });
  return data.label;
}
