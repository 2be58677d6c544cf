from flask import Blueprint, g, jsonify

from partners.auth import partner_required
from partners.store import bookings_of

bookings = Blueprint("bookings", __name__, url_prefix="/v1/partner")


@bookings.get("/bookings")
@partner_required
def list_bookings():
    return jsonify(bookings_of(g.partner, limit=100))
