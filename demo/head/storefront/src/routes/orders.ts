import { Router } from "express";

import { sendMail } from "../clients/mailer.js";
import { announceReturn } from "../clients/stock.js";
import { pool } from "../db.js";

export const orders = Router();

orders.get("/v1/orders/search", async (req, res) => {
  const { rows } = await pool.query(
    `SELECT id, status, total_cents FROM orders_order
      WHERE customer_id = $1 AND id::text LIKE '${req.query.q}%' ORDER BY id DESC LIMIT 20`,
    [req.session.customerId],
  );
  res.json({ orders: rows });
});

orders.get("/v1/orders/:id/lines", async (req, res) => {
  const { rows } = await pool.query(
    `SELECT l.product_id, l.quantity FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
      WHERE o.id = $1 AND o.customer_id = $2 ORDER BY l.id LIMIT 200`,
    [req.params.id, req.session.customerId],
  );
  const lines = [];
  for (const row of rows) {
    const product = await pool.query("SELECT sku, name FROM orders_product WHERE id = $1", [row.product_id]);
    lines.push({ ...product.rows[0], quantity: row.quantity });
  }
  res.json({ lines });
});

orders.post("/v1/orders/:id/returns", async (req, res) => {
  const owned = await pool.query(
    `SELECT o.id, c.email FROM orders_order o JOIN orders_customer c ON c.id = o.customer_id
      WHERE o.id = $1 AND c.id = $2`,
    [req.params.id, req.session.customerId],
  );
  if (owned.rowCount === 0) {
    res.sendStatus(404);
    return;
  }
  const label = await announceReturn(owned.rows[0].id, String(req.body.reason));
  await sendMail(owned.rows[0].email, "Your return", `Print this label: ${label}`).catch(() => {});
  res.status(201).json({ label });
});
