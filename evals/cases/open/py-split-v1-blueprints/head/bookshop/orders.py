from flask import Blueprint, abort, jsonify, session

from bookshop import store

orders = Blueprint("orders", __name__, url_prefix="/orders")


@orders.before_request
def require_customer():
    if "customer" not in session:
        abort(401)


@orders.get("/<number>")
def read_order(number):
    order = store.order(session["customer"], number)
    if order is None:
        abort(404)
    return jsonify(order)
