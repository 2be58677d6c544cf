"""The customers' store credit."""

from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.orm import Session

ADD = text(
    "INSERT INTO store_credit (customer_id, amount) VALUES (:customer, :amount) "
    "ON CONFLICT (customer_id) DO UPDATE SET amount = store_credit.amount + excluded.amount"
)


def add_credit(session: Session, customer: int, amount: Decimal) -> None:
    """Add to a customer's credit; the caller commits."""
    session.execute(ADD, {"customer": customer, "amount": amount})
