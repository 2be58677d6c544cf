from flask import Blueprint, g, jsonify

from catalogue.cache import cached_product, remember_product
from catalogue.models import Product

storefront = Blueprint("storefront", __name__, url_prefix="/v1")


def product_json(product):
    return {
        "sku": product.sku,
        "name": product.name,
        "description": product.description,
        "price": str(product.price),
        "currency": g.shop.currency,
    }


@storefront.get("/products/<sku>")
def product_detail(sku):
    body = cached_product(sku)
    if body is None:
        product = Product.query.filter_by(shop_id=g.shop.id, sku=sku).first_or_404()
        body = product_json(product)
        remember_product(sku, body)
    return jsonify(body)
