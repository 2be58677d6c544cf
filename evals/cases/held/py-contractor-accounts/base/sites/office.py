from functools import wraps

from flask import Blueprint, request, session

from sites.db import first, run

office = Blueprint("office", __name__, url_prefix="/v1/office")


def office_only(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        if session.get("role") != "office":
            return {"code": "office_only"}, 403
        return view(*args, **kwargs)

    return wrapped


@office.put("/contractors/<int:number>")
@office_only
def rename(number):
    run("update contractor set name = %s where number = %s", (request.json["name"][:80], number))
    return first("select number, name from contractor where number = %s", (number,)) or ({"code": "unknown"}, 404)
