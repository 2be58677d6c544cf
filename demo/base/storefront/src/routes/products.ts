import { Router } from "express";

import { pool } from "../db.js";

export const products = Router();

const PAGE = 40;

products.get("/v1/products", async (req, res) => {
  const after = Number(req.query.after ?? 0);
  const { rows } = await pool.query(
    "SELECT id, sku, name, price_cents FROM orders_product WHERE id > $1 ORDER BY id LIMIT $2",
    [after, PAGE],
  );
  res.json({ products: rows, next: rows.at(-1)?.id ?? null });
});
