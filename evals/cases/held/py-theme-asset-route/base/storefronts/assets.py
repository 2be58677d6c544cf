import os

from flask import Blueprint, current_app, send_from_directory

from storefronts.tenants import current_shop

assets = Blueprint("assets", __name__)


@assets.get("/theme/<path:name>")
def theme_asset(name):
    folder = os.path.join(current_app.config["THEMES_ROOT"], current_shop())
    return send_from_directory(folder, name, max_age=3600)
