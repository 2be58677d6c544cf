from flask import Blueprint, g, jsonify

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
    product = Product.query.filter_by(shop_id=g.shop.id, sku=sku).first_or_404()
    return jsonify(product_json(product))
