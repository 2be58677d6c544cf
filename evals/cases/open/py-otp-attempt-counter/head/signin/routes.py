from flask import Blueprint, abort, request, session

from signin.attempts import WINDOW, forget_failures, is_closed, note_failure
from signin.codes import code_matches, forget_code

routes = Blueprint("signin", __name__, url_prefix="/v1/sign-in")


@routes.post("/code")
def check_code():
    body = request.get_json()
    phone, code = str(body.get("phone", "")), str(body.get("code", ""))
    if is_closed(phone):
        return {"status": "too-many-attempts"}, 429, {"Retry-After": str(WINDOW)}
    if not code_matches(phone, code):
        note_failure(phone)
        abort(401)
    forget_code(phone)
    forget_failures(phone)
    session["phone"] = phone
    return {"status": "signed-in"}
