from flask import Flask

from bookings.extensions import db
from bookings.health import health


def create_app(config):
    app = Flask(__name__)
    app.config.from_mapping(config)
    db.init_app(app)
    app.register_blueprint(health)
    return app
