from flask import Blueprint, g

from orders.auth import clerk_only
from orders.db import rows

day = Blueprint("day", __name__, url_prefix="/v1/orders")

TODAY = """
    select reference, state, total_cents, placed_at from orders
     where shop_id = %s and placed_at >= current_date order by placed_at desc limit 500
"""


@day.get("/today")
@clerk_only
def today():
    return {"orders": rows(TODAY, (g.shop_id,))}
