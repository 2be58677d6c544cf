"""What is read of the routes of Flask and FastAPI."""

from textwrap import dedent

import pytest

from reviewbot.domain.inventory import Inventory, Mount, Parameter, Route, Site
from reviewbot.domain.source import Source
from reviewbot.inventory.extract import facts

FASTAPI = """
    from fastapi import APIRouter, Depends, FastAPI, Header, status
    from app.api import users

    app = FastAPI()
    router = APIRouter(prefix="/orders", dependencies=[Depends(signed_in)])

    @router.get("/{order_id}", response_model=OrderOut)
    def read(order_id: int, detail: bool = False, x_trace: str = Header(None), user: User = Depends(current_user)):
        ...

    @router.post("", status_code=201, dependencies=[Depends(may_write)])
    async def create(session: SessionDep, order: OrderIn) -> OrderOut:
        ...

    app.include_router(users.router, prefix="/users", dependencies=[Depends(signed_in)])
"""
FLASK = """
    from flask import Blueprint
    from flask_login import login_required
    from flask.views import MethodView

    bp = Blueprint("orders", __name__, url_prefix="/orders")

    @bp.route("/<int:order_id>", methods=["GET", "DELETE"])
    @login_required
    def order(order_id):
        ...

    class Lines(MethodView):
        def get(self, order_id): ...
        def post(self, order_id): ...

    bp.add_url_rule("/<order_id>/lines", view_func=Lines.as_view("lines"))
"""


def _facts(text: str, path: str = "app/orders.py") -> Inventory:
    return facts(Source(path, dedent(text), "python"))


def _said(found: Inventory) -> list[tuple[str, str, str]]:
    return [(one.method, one.path, one.handler) for one in found.routes]


def test_a_fastapi_view_says_its_parameters_guards_and_models() -> None:
    read, create = _facts(FASTAPI).routes

    assert read == Route(
        site=Site("app/orders.py", 8),
        framework="fastapi",
        method="GET",
        path="/orders/{order_id}",
        handler="read",
        parameters=(
            Parameter("order_id", "path", "int", is_required=True),
            Parameter("detail", "query", "bool"),
            Parameter("x_trace", "header", "str"),
        ),
        guards=("current_user",),
        answer="OrderOut",
        router="router",
    )
    assert (create.request, create.answer, create.status, create.guards) == ("OrderIn", "OrderOut", 201, ("may_write",))


def test_a_router_of_another_file_is_mounted_by_its_import() -> None:
    assert _facts(FASTAPI).mounts == (
        Mount(Site("app/orders.py", 16), "fastapi", "/users", "app.api.users.router", ("signed_in",), "app"),
    )


def test_a_body_that_may_be_one_of_two_classes_is_not_guessed() -> None:
    found = _facts("""
        from fastapi import FastAPI
        app = FastAPI()
        @app.put("/orders")
        def put(order: OrderIn, line: LineIn): ...
    """)

    assert [one.request for one in found.routes] == [""]


def test_a_flask_view_answers_each_of_its_methods() -> None:
    assert _said(_facts(FLASK)) == [
        ("DELETE", "/orders/{order_id}", "order"),
        ("GET", "/orders/{order_id}", "order"),
        ("GET", "/orders/{order_id}/lines", "Lines"),
        ("POST", "/orders/{order_id}/lines", "Lines"),
    ]


def test_a_decorator_beside_the_route_is_a_guard_and_a_converter_is_a_type() -> None:
    first = _facts(FLASK).routes[0]

    assert (first.guards, first.router) == (("login_required",), "bp")
    assert first.parameters == (Parameter("order_id", "path", "int", is_required=True),)


def test_resources_of_flasks_extensions_are_routes() -> None:
    found = _facts("""
        from flask_restful import Api, Resource
        api = Api(app)
        class Order(Resource):
            decorators = [login_required]
            def get(self, id): ...
            def put(self, id): ...
        api.add_resource(Order, "/orders/<int:id>", "/o/<int:id>")

        ns = Namespace("lines", path="/lines")
        @ns.route("/<id>")
        class Line(Resource):
            def delete(self, id): ...
    """)

    assert set(_said(found)) == {
        ("GET", "/orders/{id}", "Order.get"),
        ("PUT", "/orders/{id}", "Order.put"),
        ("GET", "/o/{id}", "Order.get"),
        ("PUT", "/o/{id}", "Order.put"),
        ("DELETE", "/lines/{id}", "Line.delete"),
    }
    assert next(one.guards for one in found.routes if one.method == "PUT") == ("login_required",)


def test_views_registered_by_a_list_of_routes_are_read() -> None:
    found = _facts("""
        from flask import Blueprint
        class Login(MethodView):
            def get(self): ...
        auth = Blueprint("auth", __name__)
        def load(app):
            register_view(auth, routes=["/login", "/in"], view_func=Login.as_view("login"))
            app.register_blueprint(auth, url_prefix=app.config["AUTH_PREFIX"])
    """)

    assert _said(found) == [("GET", "/in", "Login.get"), ("GET", "/login", "Login.get")]
    assert [(one.prefix, one.target, one.router) for one in found.mounts] == [("/…", "auth", "app")]


@pytest.mark.parametrize("path", ["/healthz", "/ready", "/health/", "/api/ping", "/livez"])
def test_a_route_that_probes_ask_is_a_health_check(path: str) -> None:
    found = _facts(f"""
        from flask import Flask
        app = Flask(__name__)
        @app.route("{path}")
        def well(): ...
    """)

    assert [(one.kind.value, one.by) for one in found.patterns] == [("health-check", path)]


def test_a_client_whose_methods_are_called_like_verbs_has_no_routes() -> None:
    assert _facts('import requests\nrequests.get("https://example.com/orders", timeout=3)\n').routes == ()


def test_a_path_that_the_code_puts_together_says_what_is_written_of_it() -> None:
    found = _facts("""
        from fastapi import APIRouter
        from app.paths import API, ORDERS
        router = APIRouter(prefix=API + "/v1")

        @router.get("/{order_id}" + ORDERS)
        def one(order_id: int): ...

        @router.post(ORDERS)
        def create(): ...
    """)

    assert _said(found) == [("GET", "/…/{order_id}…", "one"), ("POST", "/…/…", "create")]


def test_a_call_that_is_named_like_a_mount_is_none() -> None:
    found = _facts("""
        from fastapi import APIRouter
        checker.add_namespace(name)
    """)

    assert found.mounts == ()
