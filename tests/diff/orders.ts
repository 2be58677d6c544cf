import { Controller, Get, Post } from "@nestjs/common";
import {
  CreateOrder,
  Order,
} from "./order.dto";
import { Ledger } from "./ledger";
import { clock } from "./clock";

const PAGE = 50;

@Controller("orders")
export class OrdersController {
  private readonly seen = new Set<string>();

  constructor(private readonly ledger: Ledger) {}

  @Get()
  async list(page = 0): Promise<Order[]> {
    const rows = await this.ledger.rows(page * PAGE, PAGE);
    return rows.map((row) => {
      const order = { ...row, at: clock.now() };
      return order;
    });
  }

  @Post()
  async create(body: CreateOrder): Promise<Order> {
    if (this.seen.has(body.key)) {
      throw new Error("seen");
    }
    this.seen.add(body.key);
    const total = body.lines
      .map((line) => line.cents * line.count)
      .reduce((sum, cents) => sum + cents, 0);
    return this.ledger.add({ ...body, total });
  }
}

export const total = (orders: Order[]): number => {
  let sum = 0;
  for (const order of orders) {
    sum += order.cents;
  }
  return sum;
};

app.get("/health", async (request, response) => {
  const rows = await ledger.rows(0, 1);
  if (rows.length === 0) {
    response.status(503);
  }
  response.json({ ok: rows.length > 0 });
});
