"""Which theme a shop uses. A theme's folder is named like its shop; drafts lie beside it as <shop>-draft."""

from flask import abort, request

SHOPS = {"bikes.example": "bikes", "bikes-outlet.example": "bikes-outlet", "tea.example": "tea"}


def current_shop():
    shop = SHOPS.get(request.host.split(":")[0])
    if shop is None:
        abort(404)
    return shop
