from flask import Flask

from storefronts.assets import assets


def create_app(themes_root):
    app = Flask(__name__)
    app.config["THEMES_ROOT"] = themes_root
    app.register_blueprint(assets)
    return app
