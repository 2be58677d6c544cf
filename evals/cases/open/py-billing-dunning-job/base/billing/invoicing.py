from decimal import Decimal

from billing.accounts import seats_of
from billing.plans import PLANS


def monthly_amount(workspace_id: int, plan_name: str) -> Decimal:
    plan = PLANS[plan_name]
    return plan.price_per_seat * max(0, seats_of(workspace_id) - plan.free_seats)
