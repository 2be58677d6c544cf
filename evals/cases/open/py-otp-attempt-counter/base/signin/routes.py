from flask import Blueprint, abort, request, session

from signin.codes import code_matches, forget_code

routes = Blueprint("signin", __name__, url_prefix="/v1/sign-in")


@routes.post("/code")
def check_code():
    body = request.get_json()
    phone, code = str(body.get("phone", "")), str(body.get("code", ""))
    if not code_matches(phone, code):
        abort(401)
    forget_code(phone)
    session["phone"] = phone
    return {"status": "signed-in"}
