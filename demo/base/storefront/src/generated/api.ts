// Code generated from openapi.yaml by openapi-client; DO NOT EDIT.

export interface Order {
  id: number;
  status: "open" | "paid" | "cancelled";
  total: string;
}

export async function getOrder(base: string, id: number): Promise<Order> {
  const response = await fetch(`${base}/v1/orders/${id}`);
  return (await response.json()) as Order;
}

export async function cancelOrder(base: string, id: number): Promise<Order> {
  const response = await fetch(`${base}/v1/orders/${id}/cancel`, { method: "POST" });
  return (await response.json()) as Order;
}
