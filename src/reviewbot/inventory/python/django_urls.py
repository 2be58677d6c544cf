"""Read Django's URL patterns: what answers a path, and which modules and routers are included below one."""

from collections.abc import Iterator

from reviewbot.domain.inventory import Mount, Route
from reviewbot.inventory.python.file import PythonFile, argument, as_written
from reviewbot.inventory.python.paths import braced, in_path, unexpressed
from reviewbot.syntax.endpoints.endpoint import COMPUTED
from reviewbot.syntax.outline.value import Called, Name, Record, Series, Text, Value, Woven, flat

URL_WORDS = frozenset({"path", "re_path", "url", "register"})
_PATTERNS = frozenset({"path", "re_path", "url"})
_EXPRESSIONS = frozenset({"re_path", "url"})
_DEEPEST = 5


def urls(file: PythonFile) -> Iterator[Route | Mount]:
    """Give the routes and mounts of a file's URL patterns, and what it registers with REST framework's routers."""
    if "django" not in file.text and "urlpatterns" not in file.text:
        return
    inner: set[tuple[int, str]] = set()
    for call in file.outline.calls:
        if _is_pattern(call, file) and _key(call) not in inner:
            yield from _pattern(call, file, "", inner, 0)
        elif call.word == "register" and len(call.given) + len(call.keywords) > 1:
            yield from _registered(call, file)
    if "urlpatterns" in file.text:
        yield from _routers(file)


def _key(call: Called) -> tuple[int, str]:
    return call.line, call.text or _raw(call.at(0))


def _is_pattern(call: Called, file: PythonFile) -> bool:
    if call.word not in _PATTERNS:
        return False
    return "urlpatterns" in file.text or any(one.startswith("django.") for one in call.names)


def _pattern(
    call: Called, file: PythonFile, before: str, inner: set[tuple[int, str]], depth: int
) -> Iterator[Route | Mount]:
    given, view = argument(call, 0, "route", "regex"), argument(call, 1, "view")
    if view is None or depth > _DEEPEST:
        return
    raw = _raw(given)
    path = before + (unexpressed(raw) if call.word in _EXPRESSIONS else braced(raw))
    if isinstance(view, Called) and view.word == "include":
        yield from _included(view, call, file, path, inner, depth)
    else:
        yield from _answered(view, call, file, path)


def _raw(given: Value | None) -> str:
    match given:
        case Text():
            return given.text
        case Called() if given.given:
            # `_("orders/")` is translated; the code says this much.
            return _raw(given.given[0])
        case Woven():
            return as_written(given)
        case _:
            return COMPUTED


def _answered(view: Value, call: Called, file: PythonFile, path: str) -> Iterator[Route]:
    guards, view = _unwrapped(view)
    raw = _raw(argument(call, 0, "route", "regex"))
    for method, handler in _handlers(view):
        yield Route(
            site=file.site(call.line),
            framework="django",
            method=method,
            path=path.replace("//", "/"),
            handler=handler,
            parameters=in_path(raw),
            guards=guards,
        )


def _unwrapped(view: Value) -> tuple[tuple[str, ...], Value]:
    """Take off what a view is wrapped in: `login_required(Orders.as_view())`."""
    guards: list[str] = []
    for _ in range(_DEEPEST):
        if not isinstance(view, Called) or view.word == "as_view" or len(view.given) != 1:
            break
        guards.append(view.written)
        view = view.given[0]
    return tuple(guards), view


def _handlers(view: Value) -> Iterator[tuple[str, str]]:
    """Give what answers, by method where `as_view({"get": "list"})` says so."""
    name = _name(view)
    actions = view.at(0) if isinstance(view, Called) and view.word == "as_view" else None
    if isinstance(actions, Record) and actions.pairs:
        yield from ((method.upper(), f"{name}.{_name(action)}") for method, action in actions.pairs)
    else:
        yield "ANY", name


def _name(value: Value) -> str:
    match value:
        case Text():
            return value.text
        case Name() | Called():
            # What a call gives back has no name of its own: `self.detail_view` says more than `get_class()`.
            known = [one for one in value.names if "(" not in one]
            return (known or [value.written])[0].removesuffix(".as_view").lstrip(".")
        case _:
            return ""


def _included(
    view: Called, call: Called, file: PythonFile, path: str, inner: set[tuple[int, str]], depth: int
) -> Iterator[Route | Mount]:
    """Read `include(…)` of a module by its name or import, of a router, or of patterns in place."""
    target = view.at(0)
    if isinstance(target, Series):
        patterns = [one for one in flat((target,)) if isinstance(one, Called) and one.word in _PATTERNS]
        inner.update(_key(one) for one in patterns)
        for one in patterns:
            yield from _pattern(one, file, path, inner, depth + 1)
        first = target.items[0] if target.items else None
        if patterns or first is None:
            return
        target = first
    name = _target(target)
    if name:
        yield Mount(file.site(call.line), "django", path, name)


def _target(target: Value | None) -> str:
    match target:
        case Text():
            return target.text
        case Name() if target.written.endswith(".urls") and _is_router(target.written.removesuffix(".urls")):
            return target.written.removesuffix(".urls")
        case Name():
            return (target.names or (target.written,))[0]
        case Called():
            # `shop_app.urls[0]` are the patterns of an application that is found when it runs.
            return target.written.removesuffix("[]")
        case _:
            return ""


def _is_router(name: str) -> bool:
    return name.lower().endswith("router")


def _registered(call: Called, file: PythonFile) -> Iterator[Mount]:
    """Read `router.register("orders", OrderViewSet)`."""
    view = argument(call, 1, "viewset")
    if _is_router(call.owner) and isinstance(view, Name):
        prefix = unexpressed(_raw(argument(call, 0, "prefix")))
        target = (view.names or (view.written,))[0]
        yield Mount(file.site(call.line), "django-rest-framework", prefix, target, router=call.owner)


def _routers(file: PythonFile) -> Iterator[Mount]:
    """Read `urlpatterns = router.urls`: the router's paths are the file's own."""
    for one in file.outline.assigned:
        if one.name == "urlpatterns" and isinstance(one.value, Name) and one.value.written.endswith(".urls"):
            yield Mount(file.site(one.line), "django-rest-framework", "", one.value.written.removesuffix(".urls"))
