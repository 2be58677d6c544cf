import os
import secrets
from functools import wraps

from flask import abort, g, request


def partner_required(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        name, _, key = request.headers.get("X-Partner-Key", "").partition(":")
        expected = os.environ.get(f"PARTNER_KEY_{name.upper()}", "")
        if not expected or not secrets.compare_digest(key, expected):
            abort(401)
        g.partner = name
        return view(*args, **kwargs)

    return wrapped
