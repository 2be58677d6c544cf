// Code generated from openapi.yaml by openapi-client; DO NOT EDIT.

export interface Order {
  id: number;
  status: "open" | "paid" | "cancelled" | "refunded";
  total_cents: number;
}

export async function getOrder(base: string, id: number): Promise<Order> {
  const response = await fetch(`${base}/v1/orders/${id}`);
  return (await response.json()) as Order;
}

export async function refundOrder(base: string, id: number): Promise<Order> {
  const response = await fetch(`${base}/v1/admin/orders/${id}/refund`, { method: "POST" });
  return (await response.json()) as Order;
}
