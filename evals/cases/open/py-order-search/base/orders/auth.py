from functools import wraps

from flask import g, session


def clerk_only(view):
    """Let clerks in alone, and put their shop into g.shop_id."""

    @wraps(view)
    def wrapped(*args, **kwargs):
        if "shop_id" not in session:
            return {"code": "sign_in"}, 401
        g.shop_id = session["shop_id"]
        return view(*args, **kwargs)

    return wrapped
