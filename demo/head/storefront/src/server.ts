import express from "express";
import session from "express-session";

import { sendMail } from "./clients/mailer.js";
import { orders } from "./routes/orders.js";
import { products } from "./routes/products.js";

declare module "express-session" {
  interface SessionData {
    customerId: number;
  }
}

const app = express();
app.use(express.json({ limit: "100kb" }));
app.use(session({ secret: String(process.env.SESSION_SECRET), resave: false, saveUninitialized: false }));
app.use(products);
app.use(orders);

app.post("/v1/contact", async (req, res) => {
  await sendMail("hello@shop.example", "Contact form", String(req.body.text));
  res.sendStatus(202);
});

app.listen(Number(process.env.PORT ?? 3000));
