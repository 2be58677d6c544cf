from decimal import Decimal, InvalidOperation

from flask import Blueprint, abort, g, jsonify, request

from catalogue.auth import staff_required
from catalogue.models import Product, db

admin = Blueprint("admin", __name__, url_prefix="/v1/admin")


@admin.put("/products/<int:product_id>/price")
@staff_required
def set_price(product_id):
    product = Product.query.filter_by(id=product_id, shop_id=g.shop.id).first_or_404()
    try:
        price = Decimal(request.get_json()["price"])
    except (KeyError, TypeError, InvalidOperation):
        abort(400, "price must be a decimal number")
    if price <= 0:
        abort(400, "price must be positive")
    product.price = price
    db.session.commit()
    return jsonify({"id": product.id, "price": str(product.price)})
