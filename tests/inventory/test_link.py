"""Routes with the prefixes of their mounts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.inventory import Inventory, Mount, Route, Site
from reviewbot.inventory.link import linked


def _route(path: str, router: str, file: str = "src/routes/orders.ts", framework: str = "express") -> Route:
    return Route(Site(file, 1), framework, "GET", path, "list", router=router)


def _mount(prefix: str, target: str, router: str = "app", file: str = "src/app.ts", *guards: str) -> Mount:
    return Mount(Site(file, 1), "express", prefix, target, guards, router)


def _paths(*facts: Route | Mount) -> list[str]:
    routes = tuple(one for one in facts if isinstance(one, Route))
    mounts = tuple(one for one in facts if isinstance(one, Mount))
    return [one.path for one in linked(Inventory(routes=routes, mounts=mounts)).routes]


@pytest.mark.parametrize(
    ("target", "file", "router"),
    [
        ("./routes/orders", "src/routes/orders.ts", "router"),
        ("./routes/orders.js", "src/routes/orders.ts", "router"),
        ("./routes/orders.ordersRouter", "src/routes/orders.ts", "ordersRouter"),
        ("./routes/orders.js.ordersRouter", "src/routes/orders.ts", "ordersRouter"),
        ("./routes/orders", "src/routes/orders/index.js", "router"),
        ("./routes/orders.routes", "src/routes/orders.routes.ts", "router"),
        ("./routes.ordersRouter", "src/routes/orders.ts", "ordersRouter"),
        ("../src/routes/orders", "src/routes/orders.ts", "router"),
        ("@/routes/orders", "src/routes/orders.ts", "router"),
        ("src/routes/orders", "src/routes/orders.ts", "router"),
        ("shop.orders.router", "src/shop/orders.py", "router"),
        ("shop.orders", "src/shop/orders/__init__.py", "router"),
        ("shop.urls", "shop/urls.py", ""),
        (".routes.orders.router", "src/routes/orders.py", "router"),
        ("..lib.orders.router", "lib/orders.py", "router"),
        (".orders.router", "src/orders.py", "router"),
    ],
)
def test_a_mount_finds_its_router_by_the_import(target: str, file: str, router: str) -> None:
    assert _paths(_route("/list", router, file), _mount("/orders", target)) == ["/orders/list"]


@pytest.mark.parametrize(
    "target",
    ["./routes/other", "orders-package", "./routes/orders.x/y", "", ".", "..", "a..b", "./routes", "routes/users"],
)
def test_a_route_stays_as_it_is_where_nothing_tells_the_router(target: str) -> None:
    assert _paths(_route("/list", "router"), _mount("/orders", target)) == ["/list"]


def test_two_files_that_an_import_may_mean_leave_the_routes_as_they_are() -> None:
    facts = (_route("/a", "router", "one/shop/urls.py"), _route("/b", "router", "two/shop/urls.py"))
    assert _paths(*facts, _mount("/x", "shop.urls")) == ["/a", "/b"]


def test_two_routers_that_a_name_may_mean_leave_the_routes_as_they_are() -> None:
    facts = (_route("/a", "one"), _route("/b", "two"))
    assert _paths(*facts, _mount("/x", "./routes/orders")) == ["/a", "/b"]


def test_of_a_files_routers_the_one_that_mounts_the_others_is_handed_out() -> None:
    inner = _mount("/inner", "sub", "router", "src/routes/orders.ts")
    facts = (_route("/a", "router"), _route("/b", "sub"), inner, _mount("/x", "./routes/orders"))
    assert _paths(*facts) == ["/x/a", "/x/inner/b"]


def test_a_router_that_is_mounted_twice_gives_two_routes() -> None:
    assert _paths(_route("/a", "router"), _mount("/v1", "./routes/orders"), _mount("/v2", "./routes/orders")) == [
        "/v1/a",
        "/v2/a",
    ]


def test_mounts_add_up_and_their_guards_with_them() -> None:
    outer = _mount("/api", "./routes", "app", "src/app.ts", "authenticate")
    inner = _mount("/orders", "./orders", "router", "src/routes/index.ts", "limit")
    (route,) = linked(Inventory(routes=(_route("/{id}", "router"),), mounts=(outer, inner))).routes
    assert (route.path, route.guards) == ("/api/orders/{id}", ("authenticate", "limit"))


def test_the_root_of_a_router_is_its_prefix() -> None:
    assert _paths(_route("/", "router"), _mount("/orders", "./routes/orders")) == ["/orders"]


def test_a_slash_at_the_end_counts_where_the_framework_says_so() -> None:
    route = _route("/", "router", framework="fastapi")
    assert _paths(route, _mount("/orders", "./routes/orders")) == ["/orders/"]


def test_routers_that_mount_each_other_keep_their_routes() -> None:
    facts = (_route("/a", "one"), _route("/b", "two"))
    there, back = _mount("/x", "two", "one", "src/routes/orders.ts"), _mount("/y", "one", "two", "src/routes/orders.ts")
    assert _paths(*facts, there, back) == ["/a", "/b"]


def test_a_router_does_not_mount_itself() -> None:
    assert _paths(_route("/a", "router"), _mount("/x", "router", "router", "src/routes/orders.ts")) == ["/a"]


def test_the_prefix_of_an_application_stands_before_the_routes_below_its_folder() -> None:
    one, other = (_route("/a", "A", f"apps/{name}/src/a.ts", "nest") for name in ("one", "two"))
    mount = Mount(Site("apps/one/src/main.ts", 1), "nest", "/api", "*")
    assert _paths(one, other, mount) == ["/api/a", "/a"]


def test_the_closest_application_counts_and_two_that_differ_do_not() -> None:
    route = _route("/a", "A", "apps/one/src/a.ts", "nest")
    near, far = (
        Mount(Site(path, 1), "nest", prefix, "*") for path, prefix in [("apps/one/m.ts", "/n"), ("m.ts", "/f")]
    )
    assert _paths(route, near, far) == ["/n/a"]
    assert _paths(route, near, replace(near, prefix="/other")) == ["/a"]


_FILES = st.sampled_from(["a.ts", "b/index.ts", "b/c.py", "d/b/c.py"])
_NAMES = st.sampled_from(["", "router", "app", "sub"])
_TARGETS = st.sampled_from(["router", "sub", "./a", "./b", "../a", "b.c", "b.c.router", "./c.sub", "*", "..", "c"])
_PREFIXES = st.sampled_from(["", "/", "/x", "/y/{id}"])
_ROUTES = st.builds(
    lambda file, name, path, line: replace(_route(path, name, file), site=Site(file, line)),
    _FILES, _NAMES, _PREFIXES, st.integers(1, 9),
)  # fmt: skip
_MOUNTS = st.builds(_mount, _PREFIXES, _TARGETS, _NAMES, _FILES, _NAMES)


@given(st.lists(_ROUTES, max_size=6), st.lists(_MOUNTS, max_size=12))
def test_the_order_of_facts_makes_no_difference_and_no_route_is_lost(routes: list[Route], mounts: list[Mount]) -> None:
    found = linked(Inventory(routes=tuple(routes), mounts=tuple(mounts)))
    assert {(one.site, one.router) for one in found.routes} == {(one.site, one.router) for one in routes}
    turned = Inventory(routes=tuple(reversed(routes)), mounts=tuple(reversed(mounts)))
    assert linked(turned).routes == found.routes


def test_very_many_mounts_of_one_router_come_to_an_end() -> None:
    mounts = [
        _mount(f"/{number}", f"./{level + 1}", "r", f"src/{level}.ts") for level in range(12) for number in range(20)
    ]
    routes = linked(Inventory(routes=(_route("/a", "r", "src/12.ts"),), mounts=tuple(mounts))).routes
    assert 1 <= len(routes) <= 16
