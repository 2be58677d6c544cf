from flask import Flask

from sites.limits import limiter
from sites.office import office


def create_app():
    app = Flask(__name__)
    app.config.from_prefixed_env()
    limiter.init_app(app)
    app.register_blueprint(office)
    return app
