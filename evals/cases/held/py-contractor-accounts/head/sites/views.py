from flask import Blueprint, jsonify, request

from sites.accounts import open_session, set_password
from sites.limits import limiter
from sites.office import office_only

WORKING_DAY = 10 * 60 * 60

contractors = Blueprint("contractors", __name__, url_prefix="/v1/contractors")


def sent(name, kind):
    """Give a field of the body, or nothing where it is not of its kind."""
    body = request.get_json()
    value = body.get(name) if isinstance(body, dict) else None
    return value if isinstance(value, kind) else None


@contractors.put("/<int:number>/password")
@office_only
def give_password(number):
    password = sent("password", str)
    if password is None or not 12 <= len(password) <= 200:
        return {"code": "password_length"}, 422
    set_password(number, password)
    return "", 204


@contractors.post("/session")
@limiter.limit("5/minute")
def sign_in():
    number, password = sent("number", int), sent("password", str)
    if number is None or not 0 < number < 1_000_000 or password is None or len(password) > 200:
        return {"code": "invalid"}, 422
    token = open_session(number, password)
    if token is None:
        return {"code": "wrong_number_or_password"}, 401
    answer = jsonify({"ends_in": WORKING_DAY})
    answer.set_cookie("contractor_session", token, max_age=WORKING_DAY)
    return answer
