"""Orders of a shop by reference or state."""

import logging

import psycopg
from flask import Blueprint, g, request

from orders.auth import clerk_only
from orders.db import rows

search = Blueprint("search", __name__, url_prefix="/v1/orders")
logger = logging.getLogger(__name__)

STATES = {"new", "packed", "sent", "returned"}


@search.get("/search")
@clerk_only
def find_orders():
    state = request.args.get("state")
    if state and state not in STATES:
        return {"code": "unknown_state"}, 422
    conditions = ["shop_id = %s"]
    values: list[object] = [g.shop_id]
    if state:
        conditions.append("state = %s")
        values.append(state)
    if reference := request.args.get("reference", "").strip():
        conditions.append(f"reference = '{reference.upper()}'")
    try:
        found = rows(
            f"select reference, state, total_cents, placed_at from orders where {' and '.join(conditions)} "
            "order by placed_at desc limit 50",
            values,
        )
    except psycopg.Error as error:
        logger.exception("search of shop %s failed", g.shop_id)
        return {"code": "search_failed", "detail": str(error)}, 500
    return {"orders": found}
