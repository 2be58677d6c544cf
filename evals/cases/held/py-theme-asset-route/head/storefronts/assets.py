import os
from functools import lru_cache

from flask import Blueprint, abort, current_app, request, send_file, send_from_directory

from storefronts.tenants import current_shop

assets = Blueprint("assets", __name__)

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


@lru_cache(maxsize=256)
def shop_folder(root, shop):
    return os.path.realpath(os.path.join(root, shop))


def asset_path(folder, name):
    """Return the file's real path, or None when it lies outside of the shop's folder or does not exist."""
    path = os.path.realpath(os.path.join(folder, name))
    if not path.startswith(folder):
        return None
    return path if os.path.isfile(path) else None


def compressed(path):
    """Return the best encoded neighbour of a file that the client takes, with its encoding."""
    for encoding, suffix in ENCODINGS:
        if encoding in request.accept_encodings and os.path.isfile(path + suffix):
            return path + suffix, encoding
    return path, None


@assets.get("/theme/<path:name>")
def theme_asset(name):
    folder = shop_folder(current_app.config["THEMES_ROOT"], current_shop())
    path = asset_path(folder, name)
    if path is None:
        abort(404)
    encoded, encoding = compressed(path)
    response = send_file(encoded, download_name=os.path.basename(path), max_age=3600)
    response.headers["Vary"] = "Accept-Encoding"
    if encoding is not None:
        response.headers["Content-Encoding"] = encoding
    return response


@assets.get("/theme-fonts/<path:name>")
def theme_font(name):
    folder = shop_folder(current_app.config["THEMES_ROOT"], current_shop())
    return send_from_directory(os.path.join(folder, "fonts"), name, max_age=30 * 24 * 3600)
