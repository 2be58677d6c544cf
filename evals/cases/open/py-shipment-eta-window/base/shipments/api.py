from flask import Blueprint, abort, jsonify

from shipments.store import find

api = Blueprint("api", __name__, url_prefix="/v1")


@api.get("/shipments/<number>")
def shipment(number):
    found = find(number)
    if found is None:
        abort(404)
    return jsonify(
        {
            "number": found.number,
            "state": found.state,
            "eta": found.expected_at.isoformat() if found.expected_at else None,
        }
    )
