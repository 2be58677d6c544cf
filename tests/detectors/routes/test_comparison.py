"""What a change of routes written in code takes away from their callers, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.revisions import revisions

from reviewbot.detectors.routes.comparison import changes
from reviewbot.domain.contract import Change, Compared, Impact
from reviewbot.domain.diff import Side

FASTAPI = """\
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, Query, status
from pydantic import BaseModel, Field

app = FastAPI()
router = APIRouter(prefix="/orders")


class Item(BaseModel):
    sku: str


class Order(Item):
    id: int
    total: float | None = None
    note: str
    secret: str = Field(exclude=True)
    _cache: dict = {}


class NewOrder(BaseModel):
    sku: str
    count: int = 1
    gift: str | None = None
    shop: str = Field(alias="shopId", default="main")


@router.get("/", response_model=list[Order])
async def orders(
    q: str | None = None, size: int = Query(20), token: Annotated[str, Header()] = "", db: Session = Depends(get_db)
): ...


@router.get("/{order_id}")
async def order(order_id: int, full: bool = False) -> Order: ...


@router.post("", status_code=status.HTTP_201_CREATED)
def make(new: NewOrder, user: Annotated[User, Depends(user)]): ...


@router.delete("/{order_id}", deprecated=True)
def drop(order_id: int): ...


@app.get("/health")
def health(): ...


app.include_router(router, prefix="/v1")
"""

FLASK = """\
from flask import Blueprint, Flask

app = Flask(__name__)
bp = Blueprint("orders", __name__, url_prefix="/orders")


@bp.route("/", methods=["GET", "POST"])
def orders(): ...


@bp.route("/<int:order_id>")
def order(order_id): ...


@app.get("/ping")
def ping(): ...


app.add_url_rule("/old", view_func=orders, methods=["POST"])
app.add_url_rule("/view", view_func=View.as_view("view"))
"""

DJANGO = """\
urlpatterns = [
    path("orders/", views.orders),
    path("orders/<int:pk>/", views.order),
    re_path(r"^archive/(?P<year>[0-9]{4})/$", views.archive),
    path("api/", include("shop.api")),
]
router.register(r"invoices", InvoiceViewSet)


class InvoiceViewSet(viewsets.ModelViewSet):
    serializer_class = InvoiceSerializer

    @action(detail=True, methods=["post"])
    def pay(self, request, pk=None): ...

    def destroy(self, request, pk=None): ...


class InvoiceSerializer(serializers.ModelSerializer):
    due = serializers.DateField(required=False)
    paid = serializers.BooleanField(read_only=True)
    pin = serializers.CharField(write_only=True)

    class Meta:
        model = Invoice
        fields = ["id", "due", "paid", "pin", "total"]
        read_only_fields = ["id"]
"""

EXPRESS = """\
import express, { Router } from "express";
const app = express();
const orders = Router();
app.get("/health", (req, res) => res.send("ok"));
app.set("trust proxy", 1);
app.get("trust proxy");
orders.get("/", list);
orders.route("/:id").get(read).delete(guard, drop);
orders.all("/any", any);
app.use("/v1/orders", orders);
app.post(["/a", "/b"], async (req, res) => {});
const answer = await client.get("/elsewhere", { timeout: 1 });
"""

NEST = """\
import { IsOptional, IsString } from "class-validator";

export class MakeOrder {
  @IsString()
  sku: string;

  @IsOptional()
  @IsString()
  note?: string;

  internal: string;
}

@Controller({ path: "orders", version: "1" })
export class OrdersController {
  @Get()
  list(@Query("q") q: string) {}

  @Get(":id")
  one(@Param("id") id: string) {}

  @Post()
  @HttpCode(202)
  make(@Body() dto: MakeOrder) {}
}
"""


def compared(base: str | None, head: str | None, path: str = "app/api.py") -> tuple[Change, ...]:
    """Compare two versions of one file, which must be read without a failure."""
    found = changes(revisions({path: (base, head)}))
    assert found.failures == ()
    return found.changes


def after(text: str, old: str, new: str, path: str = "app/api.py") -> list[tuple[str, str]]:
    assert old in text
    return [(one.kind, one.subject) for one in compared(text, text.replace(old, new), path)]


def removed(text: str, old: str, new: str = "", path: str = "app/api.py") -> list[str]:
    return [subject for kind, subject in after(text, old, new, path) if kind == "route-removed"]


FILES = [(FASTAPI, "a.py"), (FLASK, "a.py"), (DJANGO, "a.py"), (EXPRESS, "a.js"), (EXPRESS, "a.ts"), (NEST, "a.ts")]


@pytest.mark.parametrize(("text", "path"), FILES, ids=["fastapi", "flask", "django", "express", "express-ts", "nest"])
def test_a_file_compared_with_itself_has_no_change(text: str, path: str) -> None:
    assert compared(text, text, path) == ()


@pytest.mark.parametrize(("text", "path"), FILES, ids=["fastapi", "flask", "django", "express", "express-ts", "nest"])
def test_what_moved_to_another_file_is_not_gone(text: str, path: str) -> None:
    moved = changes(revisions({path: (text, None), f"moved/{path}": (None, text)}))
    assert moved == Compared()


def test_a_removed_route_is_placed_in_the_base() -> None:
    gone = '@router.get("/{order_id}")\nasync def order(order_id: int, full: bool = False) -> Order: ...\n'
    (change,) = compared(FASTAPI, FASTAPI.replace(gone, ""))
    assert (change.kind, change.impact, change.side) == ("route-removed", Impact.BREAKING, Side.LEFT)
    assert (change.subject, change.inside) == ("GET /v1/orders/{order_id}", "order")
    assert FASTAPI.splitlines()[change.line - 1] == '@router.get("/{order_id}")'


@pytest.mark.parametrize(
    ("text", "old", "new", "expected", "path"),
    [
        pytest.param(FASTAPI, '@app.get("/health")', '@app.get("/healthz")', ["GET /health"], "a.py", id="renamed"),
        pytest.param(FASTAPI, '@app.get("/health")', '@app.post("/health")', ["GET /health"], "a.py", id="method"),
        pytest.param(FLASK, ', "POST"]', "]", ["POST /orders/"], "a.py", id="one of two methods"),
        pytest.param(FLASK, '@app.get("/ping")', "", ["GET /ping"], "a.py", id="a flask view"),
        pytest.param(FLASK, ', methods=["POST"])', ")", ["POST /old"], "a.py", id="a rule's method"),
        pytest.param(FLASK, '"/view"', '"/views"', ["/view"], "a.py", id="a view class"),
        pytest.param(DJANGO, '    path("orders/", views.orders),\n', "", ["/orders"], "a.py", id="a pattern"),
        pytest.param(DJANGO, "archive/(", "archives/(", ["/archive/(?P<year>[0-9]{4})"], "a.py", id="an expression"),
        pytest.param(DJANGO, 'include("shop.api")', "views.api", ["everything below /api/"], "a.py", id="an include"),
        pytest.param(DJANGO, 'router.register(r"invoices", InvoiceViewSet)', "", ["/invoices"], "a.py", id="a router"),
        pytest.param(
            DJANGO, ' methods=["post"])\n    def pay', ")\n    def settle", ["InvoiceViewSet: pay"], "a.py", id="action"
        ),
        pytest.param(EXPRESS, ".delete(guard, drop)", "", ["DELETE /v1/orders/:id"], "a.js", id="a link of a chain"),
        pytest.param(EXPRESS, '"/health"', '"/up"', ["GET /health"], "a.js", id="an express route"),
        pytest.param(EXPRESS, '["/a", "/b"]', '"/a"', ["POST /b"], "a.ts", id="one of two paths"),
        pytest.param(NEST, '@Get(":id")', '@Get("x/:id")', ["GET /v1/orders/:id"], "a.ts", id="a nest method"),
    ],
)
def test_a_route_is_gone_where(text: str, old: str, new: str, expected: list[str], path: str) -> None:
    assert removed(text, old, new, path) == expected


@pytest.mark.parametrize(
    ("text", "old", "new", "path"),
    [
        pytest.param(FASTAPI, "{order_id}", "{id}", "a.py", id="a parameter has a new name"),
        pytest.param(
            FASTAPI, 'APIRouter(prefix="/orders")', "APIRouter(prefix=PREFIX)", "a.py", id="a computed prefix"
        ),
        pytest.param(FASTAPI, '@app.get("/health")', "@app.get(HEALTH)", "a.py", id="a computed path"),
        pytest.param(
            FASTAPI, '@app.get("/health")', '@app.api_route("/health", methods=ALL)', "a.py", id="computed methods"
        ),
        pytest.param(FLASK, '"/<int:order_id>"', '"/<order_id>/"', "a.py", id="a converter and a slash"),
        pytest.param(
            FLASK, '@app.get("/ping")', '@app.route("/ping", methods=("GET",))', "a.py", id="written otherwise"
        ),
        pytest.param(DJANGO, "<int:pk>", "<uuid:pk>", "a.py", id="another converter"),
        pytest.param(
            DJANGO, 'path("orders/", views.orders)', 'path("orders/", include("orders.urls"))', "a.py", id="included"
        ),
        pytest.param(
            DJANGO, 'path("orders/", views.orders)', "path(ORDERS, views.orders)", "a.py", id="a computed pattern"
        ),
        pytest.param(EXPRESS, '"/health"', "`/health`", "a.js", id="another quote"),
        pytest.param(EXPRESS, 'orders.get("/", list)', 'orders.all("/", list)', "a.js", id="all methods"),
        pytest.param(EXPRESS, 'app.get("/health",', "app.get(paths.health,", "a.ts", id="a constant"),
        pytest.param(NEST, '@Get(":id")', '@Get(":orderId")', "a.ts", id="a nest parameter has a new name"),
        pytest.param(
            NEST, '@Controller({ path: "orders", version: "1" })', '@Controller("v1/orders")', "a.ts", id="version"
        ),
        pytest.param(NEST, '@Get(":id")', "@Get(ID)", "a.ts", id="a nest constant"),
    ],
)
def test_no_route_is_gone_where(text: str, old: str, new: str, path: str) -> None:
    assert removed(text, old, new, path) == []


def test_a_deprecated_route_may_go_with_less_noise() -> None:
    gone = '@router.delete("/{order_id}", deprecated=True)\ndef drop(order_id: int): ...\n'
    assert after(FASTAPI, gone, "") == [("deprecated-route-removed", "DELETE /v1/orders/{order_id}")]


def test_a_router_with_another_prefix_is_one_change_at_the_router() -> None:
    (change,) = compared(FASTAPI, FASTAPI.replace('prefix="/orders"', 'prefix="/purchases"'))
    assert change.subject == "GET /v1/orders/ and 3 more"
    assert FASTAPI.splitlines()[change.line - 1].startswith("router = APIRouter(")


def test_a_deleted_controller_is_one_change() -> None:
    (change,) = compared(NEST, None, "a.ts")
    assert change.subject == "GET /v1/orders and 2 more"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "ModelViewSet",
            "ReadOnlyModelViewSet",
            ["InvoiceViewSet: create, partial_update, update"],
        ),
        ("    serializer_class", '    http_method_names = ["get", "delete"]\n    serializer_class', None),
        ("    serializer_class", "    http_method_names = NAMES\n    serializer_class", []),
    ],
)
def test_a_view_set_that_offers_less(old: str, new: str, expected: list[str] | None) -> None:
    subjects = removed(DJANGO, old, new)
    names = "InvoiceViewSet: create, partial_update, update"
    assert subjects == ([names, "InvoiceViewSet: pay"] if expected is None else expected)


def test_a_route_that_another_file_mounts_under_a_prefix_is_not_gone() -> None:
    base = 'const app = express();\napp.get("/v1/orders/:id", read);\n'
    head = 'import orders from "./orders";\nconst app = express();\napp.use("/v1/orders", orders);\n'
    router = 'const router = Router();\nrouter.get("/:id", read);\nexport default router;\n'
    assert changes(revisions({"app.js": (base, head), "orders.js": (None, router)})) == Compared()


def test_a_route_that_moves_under_a_prefix_that_was_mounted_before_is_not_gone() -> None:
    mounts = 'const app = express();\napp.use("/v1/orders", orders);\n'
    router = "const router = Router();\n"
    pair = {
        "app.js": (f'{mounts}app.get("/v1/orders/:id", read);\n', mounts),
        "orders.js": (router, f'{router}router.get("/:id", read);\n'),
    }
    assert changes(revisions(pair)) == Compared()


def test_a_rewrite_with_hundreds_of_new_routes_is_no_removal() -> None:
    head = "".join(f'app.get("/new/{number}", read);\n' for number in range(400))
    assert compared('app.get("/old", read);\n', head, "a.js") == ()


def test_what_is_included_under_another_prefix_may_be_put_together_otherwise() -> None:
    assert removed(DJANGO, 'path("api/", include', 'path("api/v1/", include') == []


def test_a_serializer_of_all_fields_gives_what_it_does_not_declare() -> None:
    base = DJANGO.replace('["id", "due", "paid", "pin", "total"]', '"__all__"')
    assert after(base, "    due = serializers.DateField(required=False)\n", "") == []


def test_a_router_that_takes_its_prefix_over_from_the_application_is_not_gone() -> None:
    base, head = (
        'router = APIRouter()\n@router.get("/")\ndef orders(): ...\n',
        'router = APIRouter(prefix="/orders")\n@router.get("/")\ndef orders(): ...\n',
    )
    assert removed(base, base, head) == []
    assert removed(head, head, base) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("q: str | None = None", "q: str", [("parameter-required", "q")]),
        ("size: int = Query(20)", "size: int = Query(...)", [("parameter-required", "size")]),
        ("size: int = Query(20)", "size: int = Query()", [("parameter-required", "size")]),
        ("size: int = Query(20)", "size: int = Query(default=5, le=9)", []),
        ("size: int = Query(20)", "size: bool = Query(False)", [("parameter-narrowed", "size")]),
        ("size: int = Query(20)", "size: str = '20'", []),
        ("q: str | None = None", "q: UUID | None = None", [("parameter-narrowed", "q")]),
        (" full: bool = False", "", [("parameter-removed", "full")]),
        ("full: bool = False", "full: bool = False, by: str = Header(alias='X-By')", [("parameter-required", "X-By")]),
        ("full: bool = False", "full: bool = False, by: User = Depends(user)", []),
        ("full: bool = False", "full: bool = False, by: Annotated[str, Query()] = ''", []),
        ('token: Annotated[str, Header()] = ""', "token: Annotated[str, Header()]", [("parameter-required", "token")]),
        ("order_id: int, full", "order_id: UUID, full", [("parameter-narrowed", "order_id")]),
        ("status.HTTP_201_CREATED", "200", [("status-changed", "POST /v1/orders")]),
        ('@app.get("/health")', '@app.get("/health", status_code=204)', [("status-changed", "GET /health")]),
        ('@app.get("/health")', '@app.get("/health", status_code=200)', []),
    ],
)
def test_a_parameter_or_status(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert after(FASTAPI, old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    note: str\n", "", [("response-field-removed", "note")]),
        (
            "class Item(BaseModel):\n    sku: str",
            "class Item(BaseModel):\n    pass",
            [("response-field-removed", "sku")],
        ),
        ("class Order(Item)", "class Order(Elsewhere)", []),
        ("    note: str\n", "    note: str | None\n", [("response-field-nullable", "note")]),
        ("    id: int\n", "    id: str\n", [("response-field-changed", "id")]),
        ("    id: int\n", "    id: Key\n", []),
        ("    secret: str = Field(exclude=True)\n", "", []),
        ("count: int = 1", "count: int", [("request-field-required", "count")]),
        ("count: int = 1", "count: int = 1\n    by: str", [("request-field-required", "by")]),
        ("count: int = 1", "count: int = 1\n    by: str = Field(default_factory=str)", []),
        ("count: int = 1", "count: int = 1\n    by: str = Field(..., gt=1)", [("request-field-required", "by")]),
        ("count: int = 1", "count: bool = True", [("request-field-narrowed", "count")]),
        ("gift: str | None = None", "gift: str = ''", [("request-field-narrowed", "gift")]),
        ("    gift: str | None = None\n", "", [("request-field-removed", "gift")]),
        ('alias="shopId"', 'alias="shop_id"', [("request-field-removed", "shopId")]),
    ],
)
def test_a_field_of_a_pydantic_model(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert after(FASTAPI, old, new) == expected


def test_a_field_that_several_routes_lose_is_said_once() -> None:
    (change,) = compared(FASTAPI, FASTAPI.replace("    note: str\n", ""))
    assert change.where == "GET /v1/orders/ and 1 other"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (', "total"]', "]", [("response-field-removed", "total"), ("request-field-removed", "total")]),
        ('["id", "due", "paid", "pin", "total"]', '"__all__"', []),
        ('["id", "due", "paid", "pin", "total"]', "BASE + []", []),
        ("required=False", "", [("request-field-required", "due")]),
        ("DateField(required=False)", "DateField(read_only=True)", [("request-field-ignored", "due")]),
        ('read_only_fields = ["id"]', 'read_only_fields = ["id", "total"]', [("request-field-ignored", "total")]),
        ("    pin = serializers.CharField(write_only=True)\n", "", []),
    ],
)
def test_a_field_of_a_serializer(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert after(DJANGO, old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "  @IsOptional()\n  @IsString()\n  note?: string",
            "  @IsString()\n  note: string",
            [("request-field-required", "note")],
        ),
        ("  internal: string;", "  @IsInt()\n  age: number;", [("request-field-required", "age")]),
        ("  internal: string;", "  @IsInt()\n  age = 3;", []),
        ("  sku: string", "  sku: number", [("request-field-narrowed", "sku")]),
        ("  @IsString()\n  sku: string;\n", "", [("request-field-removed", "sku")]),
        ("  @HttpCode(202)\n", "", [("status-changed", "POST /v1/orders")]),
    ],
)
def test_a_field_that_class_validator_checks(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert after(NEST, old, new, "a.ts") == expected


def test_a_model_of_another_changed_file_is_found() -> None:
    schemas = "from pydantic import BaseModel\n\nclass Order(BaseModel):\n    id: int\n    note: str\n"
    api = '@router.get("/o", response_model=Order)\ndef orders(): ...\n'
    found = changes(
        revisions({"api.py": (api, f"{api}\n"), "schemas.py": (schemas, schemas.replace("    note: str\n", ""))})
    )
    assert [(one.path, one.subject, one.where) for one in found.changes] == [("schemas.py", "note", "GET /o")]


def test_other_calls_of_the_same_name_are_no_routes() -> None:
    text = '@cache.get("/a")\ndef a(): ...\n@mock.patch("/b")\ndef b(): ...\n'
    assert compared(text, "") == ()
    assert compared('client.get("/a", f);\naxios.post("/b", {});\n', "", "a.ts") == ()


@pytest.mark.parametrize("text", ["[" * 300 + "]" * 300, "x" * 6_000, "x\n" * 300_000], ids=["deep", "wide", "long"])
@pytest.mark.parametrize("base", [FASTAPI, None], ids=["beside routes that are gone", "where all is new"])
def test_a_file_that_cannot_be_tamed_is_a_failure(base: str | None, text: str) -> None:
    found = changes(revisions({"a.py": (base, ""), "b.py": (None, text)}))
    assert (found.changes, [path for path, _ in found.failures]) == ((), ["b.py"])


def test_where_all_is_new_nothing_is_gone() -> None:
    assert changes(revisions({"a.py": (None, FASTAPI), "b.ts": (None, NEST)})) == Compared()


def test_other_languages_and_hunks_are_left_alone() -> None:
    assert changes(revisions({"a.txt": (FASTAPI, ""), "a.go": ("package a", "")})) == Compared()
    assert changes(revisions({"a.py": (FASTAPI, "")}, is_fragment=True)) == Compared()


_WORDS = st.lists(st.from_regex(r"q[a-z]{0,5}", fullmatch=True), min_size=2, max_size=6, unique=True)
_FORMS = {
    "a.py": '@app.get("/{}")\ndef {}(): ...\n',
    "b.py": '@bp.route("/{}", methods=["GET"])\ndef {}(): ...\n',
    "a.js": 'app.get("/{}", {});\n',
}


@pytest.mark.parametrize("path", _FORMS)
@given(words=_WORDS, data=st.data())
def test_a_route_that_is_taken_away_is_said_and_one_that_moves_is_not(
    path: str, words: list[str], data: st.DataObject
) -> None:
    made = "app = FastAPI()\nbp = app\n" if path.endswith("py") else "const app = express();\n"
    parts = {word: _FORMS[path].format(word, word) for word in words}
    gone = data.draw(st.sampled_from(words))
    base, rest = made + "".join(parts.values()), made + "".join(text for word, text in parts.items() if word != gone)
    (change,) = compared(base, rest, path)
    assert change.subject == f"GET /{gone}"
    assert f'"/{gone}"' in base.splitlines()[change.line - 1]
    assert changes(revisions({path: (base, rest), f"other/{path}": (None, made + parts[gone])})) == Compared()


@pytest.mark.parametrize(("text", "path"), FILES, ids=["fastapi", "flask", "django", "express", "express-ts", "nest"])
@given(data=st.data(), noise=st.text(alphabet="{}()[]@'\"=:,.\n ax1", max_size=5))
def test_any_text_is_compared(text: str, path: str, data: st.DataObject, noise: str) -> None:
    at = data.draw(st.integers(0, len(text)))
    found = changes(revisions({path: (text, text[:at] + noise + text[at:])}))
    assert all(one.line >= 1 for one in found.changes)
