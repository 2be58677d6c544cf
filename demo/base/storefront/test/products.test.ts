import { expect, test } from "vitest";

const BASE = process.env.BASE ?? "http://localhost:3000";

test("products come in pages", async () => {
  const answer = await fetch(`${BASE}/v1/products?after=0`);
  const { products } = (await answer.json()) as { products: unknown[] };
  expect(products.length).toBeLessThanOrEqual(40);
});
