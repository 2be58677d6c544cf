"""What makes a slice risky, said in words."""

import pytest

from reviewbot.domain.audit import Slice
from reviewbot.domain.inventory import Call, CallKind, Entity, Inventory, Queue, QueueRole, Route, Site
from reviewbot.inventory.risk import HIGHEST, Signs, rated

_ORDERS = "shop/orders/api.py"
_NOTHING = Signs(Inventory())


def _slice(*paths: str) -> Slice:
    return Slice("shop", "shop", paths, 100, 0)


def _route(method: str = "GET", path: str = "/things", at: str = "shop/api.py") -> Route:
    return Route(Site(at, 1), "flask", method, path, "handler")


@pytest.mark.parametrize(
    ("paths", "signs", "risk", "reasons"),
    [
        pytest.param(["shop/api.py"], _NOTHING, 0, (), id="nothing known"),
        pytest.param(["tests/test_payment.py", "docs/x.md"], _NOTHING, 0, ("no production code",), id="tests"),
        pytest.param(["shop/api.py"], Signs(Inventory(routes=(_route(),))), 10, ("1 entry point",), id="a route"),
        pytest.param(
            ["shop/api.py"],
            Signs(Inventory(routes=(_route("POST"), _route("DELETE"), _route("PUT")))),
            35,
            ("3 entry points", "3 writing routes"),
            id="writing",
        ),
        pytest.param(
            ["shop/api.py"],
            Signs(
                Inventory(
                    entities=(Entity(Site("shop/api.py", 1), "django", "Thing"),),
                    calls=(
                        Call(Site("shop/api.py", 2), CallKind.DATABASE, "", "execute"),
                        Call(Site("shop/api.py", 3), CallKind.HTTP, "", "requests.get"),
                    ),
                    queues=(
                        Queue(Site("shop/api.py", 4), "celery", QueueRole.CONSUMER, "sync"),
                        Queue(Site("shop/api.py", 5), "celery", QueueRole.PRODUCER, "sync"),
                    ),
                )
            ),
            16,
            ("1 entry point", "2 places that store or query", "1 outgoing call"),
            id="facts",
        ),
        pytest.param([_ORDERS], _NOTHING, 20, ("money: order",), id="money by path"),
        pytest.param(
            ["shop/api.py"],
            Signs(Inventory(routes=(_route(path="/users/resetPassword"),))),
            30,
            ("1 entry point", "sign-in and permissions: password"),
            id="sign-in by route",
        ),
        pytest.param(
            ["shop/api.py"],
            Signs(Inventory(), {"shop/api.py": 3}, {"shop/api.py": 20}),
            11,
            ("20 changes lately",),
            id="files",
        ),
        pytest.param(
            ["shop/api.py", "tests/test_api.py"],
            Signs(Inventory(routes=(_route(at="tests/test_api.py"),)), {"tests/test_api.py": 9}),
            0,
            (),
            id="what tests make up",
        ),
    ],
)
def test_a_slice_is_rated_by_what_is_known_of_it(
    paths: list[str], signs: Signs, risk: int, reasons: tuple[str, ...]
) -> None:
    (one,) = rated([_slice(*paths)], signs)
    assert (one.risk, one.reasons) == (risk, reasons)


def test_no_risk_is_above_the_highest() -> None:
    routes = tuple(_route("POST", "/login/payment") for _ in range(90))
    entities = tuple(Entity(Site("shop/api.py", 1), "django", "Order") for _ in range(90))
    calls = tuple(Call(Site("shop/api.py", 1), CallKind.HTTP, "", "get") for _ in range(90))
    known = Inventory(routes=routes, entities=entities, calls=calls)
    (one,) = rated([_slice("shop/api.py")], Signs(known, {"shop/api.py": 900}, {"shop/api.py": 900}))
    assert one.risk == HIGHEST


def test_facts_of_one_slice_say_nothing_of_another() -> None:
    other = Slice("other", "other", ("other/api.py",), 100, 0)
    assert rated([other], Signs(Inventory(routes=(_route(),))))[0].risk == 0
