from flask import Blueprint, abort, jsonify

from shipments.store import find
from shipments.window import delivery_window

api = Blueprint("api", __name__, url_prefix="/v1")


def eta_json(found):
    """Return the window of the delivery, or None once the shipment is delivered."""
    if found.expected_at is None:
        return None
    window = delivery_window(found.expected_at)
    return {"from": window.start.isoformat(), "until": window.end.isoformat()}


@api.get("/shipments/<number>")
def shipment(number):
    found = find(number)
    if found is None:
        abort(404)
    return jsonify(
        {
            "number": found.number,
            "state": found.state,
            "eta": eta_json(found),
        }
    )
