"""What a file offers over HTTP, and when two ways to write a path are one."""

import pytest

from reviewbot.syntax.endpoints.endpoint import joined, shape
from reviewbot.syntax.endpoints.read import endpoints
from reviewbot.syntax.tree import parsed


@pytest.mark.parametrize(
    "path",
    [
        "/orders/{id}",
        "/orders/{order_id:int}/",
        "orders/<int:pk>/",
        "/orders/:id",
        r"/orders/:id(\d+)",
        "^orders/(?P<pk>[0-9]+)/$",
    ],
)
def test_a_path_has_one_shape(path: str) -> None:
    assert shape(path) == "/orders/{}"


@pytest.mark.parametrize(
    ("prefix", "path", "expected"),
    [("/v1", "/o", "/v1/o"), ("/v1/", "/o", "/v1/o"), ("/v1", "", "/v1"), ("", "/o", "/o")],
)
def test_a_prefix_stands_before_a_path(prefix: str, path: str, expected: str) -> None:
    assert joined(prefix, path) == expected


def offered(text: str, grammar: str) -> list[str]:
    return [f"{one.method} {one.path}" for one in endpoints(parsed(text, grammar)).routes]


@pytest.mark.parametrize(
    ("text", "grammar", "expected"),
    [
        ('@app.get(path="/a")\ndef a(): ...', "python", ["GET /a"]),
        ('@v1.router.post("/a")\nasync def a(): ...', "python", ["POST /a"]),
        ('@bp.route("/a", methods={"PUT"})\ndef a(): ...', "python", ["PUT /a"]),
        ('@app.get(f"/{x}")\ndef a(): ...', "python", []),
        ('@app.get("/a")\nclass A: ...', "python", []),
        ('thing.add_url_rule("/a", "a", a)', "python", []),
        ('urlpatterns = [path(), url(r"^a/$", a), path("b/")]', "python", ["ANY /a"]),
        ("router.register(prefix, A)", "python", []),
        ('app.register("a", A)', "python", []),
        (
            "class A(ViewSet):\n    x = 1\n    def list(self): ...\n    def other(self): ...",
            "python",
            ["ACTION /A/list"],
        ),
        ("class A(ViewSet, metaclass=B):\n    @property\n    def a(self): ...", "python", []),
        ('server.get("/a", { schema }, handler)', "javascript", ["GET /a"]),
        ('const api = new Hono();\napi.get("/a", (c) => c.text(""))', "typescript", ["GET /a"]),
        ("app.get(`/${a}`, b)", "javascript", []),
        ('app.use("/a", json(), other)', "javascript", ["MOUNT /a/**"]),
        ('db.select().get("/a", b)', "javascript", []),
        (
            "@Controller()\nclass A { @Get() a() {} x = 1; @Post(['b', 'c']) b() {} }",
            "typescript",
            ["GET /", "POST /b", "POST /c"],
        ),
        ("@Controller(PATH)\nclass A { @Get() a() {} }", "typescript", []),
        ("@Controller({ path: PATH })\nclass A { @Get() a() {} }", "typescript", []),
        ("@Controller\nclass A { @All('x') a() {} }", "typescript", ["ANY /x"]),
        ("package a", "go", []),
    ],
)
def test_a_file_offers(text: str, grammar: str, expected: list[str]) -> None:
    assert offered(text, grammar) == expected
