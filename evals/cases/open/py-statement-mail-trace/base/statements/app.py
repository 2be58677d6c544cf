from flask import Flask, request

from statements import tracing
from statements.tasks import build_statement


def create_app():
    app = Flask(__name__)

    @app.before_request
    def take_up_id():
        tracing.start(request.headers.get("X-Request-ID"))

    @app.post("/v1/accounts/<int:account>/statements/<month>")
    def order_statement(account, month):
        build_statement.delay(account, month)
        return {"status": "ordered"}, 202

    return app
