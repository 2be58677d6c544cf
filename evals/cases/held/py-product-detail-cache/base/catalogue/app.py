from flask import Flask, abort, g, request

from catalogue.admin import admin
from catalogue.models import Shop, db
from catalogue.storefront import storefront


def create_app(config):
    app = Flask(__name__)
    app.config.from_mapping(config)
    db.init_app(app)
    app.register_blueprint(storefront)
    app.register_blueprint(admin)

    @app.before_request
    def choose_shop():
        g.shop = Shop.query.filter_by(domain=request.host).one_or_none()
        if g.shop is None:
            abort(404)

    return app
