import os
import secrets
from functools import wraps

from flask import abort, g, request

from partners.tokens import TokenRefused, partner_of


def partner_required(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            try:
                g.partner = partner_of(token)
            except TokenRefused:
                abort(401)
            return view(*args, **kwargs)
        name, _, key = request.headers.get("X-Partner-Key", "").partition(":")
        expected = os.environ.get(f"PARTNER_KEY_{name.upper()}", "")
        if not expected or not secrets.compare_digest(key, expected):
            abort(401)
        g.partner = name
        return view(*args, **kwargs)

    return wrapped
