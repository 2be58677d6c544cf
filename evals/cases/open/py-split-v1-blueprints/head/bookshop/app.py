from flask import Blueprint, Flask

from bookshop.books import books
from bookshop.orders import orders


def create_app(config):
    app = Flask(__name__)
    app.config.from_mapping(config)
    v1 = Blueprint("v1", __name__, url_prefix="/v1")
    v1.register_blueprint(books)
    v1.register_blueprint(orders)
    app.register_blueprint(v1)
    return app
