from functools import wraps

from flask import abort, g, session


def staff_required(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        if session.get("staff_of") != g.shop.id:
            abort(403)
        return view(*args, **kwargs)

    return wrapped
