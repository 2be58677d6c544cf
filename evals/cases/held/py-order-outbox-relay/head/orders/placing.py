from orders.db import SessionFactory
from orders.models import Order, OutboxEvent


def place_order(customer_id: int, lines: list[dict]) -> int:
    with SessionFactory.begin() as session:
        order = Order(customer_id=customer_id, lines=lines)
        session.add(order)
        session.flush()
        session.add(OutboxEvent(kind="order.placed", body={"order": order.id, "customer": customer_id}))
        return order.id
