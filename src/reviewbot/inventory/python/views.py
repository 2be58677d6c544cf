"""Read the routes of Flask, FastAPI and their kin, and where their routers are mounted."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from reviewbot.domain.inventory import Mount, Route
from reviewbot.inventory.python.file import PythonFile, argument, as_written
from reviewbot.inventory.python.paths import braced, in_path
from reviewbot.inventory.python.signatures import guards_of, parameters_of, request_of
from reviewbot.syntax.endpoints import python as endpoints
from reviewbot.syntax.endpoints.endpoint import COMPUTED, MOUNT, joined
from reviewbot.syntax.endpoints.endpoint import Route as Found
from reviewbot.syntax.outline.value import Called, Class, Member, Name, Text, Woven, texts_of, written

ROUTER_WORDS = frozenset(
    {"FastAPI", "APIRouter", "Flask", "Blueprint", "APIBlueprint", "Quart", "Sanic", "Starlette", "Namespace",
     "include_router", "register_blueprint", "add_namespace", "add_resource", "register_view", "mount", "add_url_rule"}
)  # fmt: skip
_FRAMEWORKS: Mapping[str, str] = {"fastapi": "fastapi", "quart": "quart", "sanic": "sanic", "starlette": "starlette"}
_MOST_ROUTES = 2_000
_PREFIXES = ("prefix", "url_prefix", "path")
_MOUNTING = frozenset({"include_router", "register_blueprint", "add_namespace"})
_METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
_DECORATED = re.compile(r"@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|route|api_route)\(|\.add_url_rule\(")
_ROUTER = re.compile(r"(?:\w+\.)*\w*(?:app|router|api|bp|blueprint)")
_NAMESPACES = re.compile(r"flask_rest(?:x|plus)")
_ANSWERING = re.compile(r"(?:MethodView|View|Resource|APIView|\w*Resource|\w*View)$")


def routes(file: PythonFile) -> Iterator[Route | Mount]:
    """Give what decorators, `add_url_rule` and resources register, and the mounts of routers."""
    if _DECORATED.search(file.text):
        mounted, by_line = _mounted(file), _by_decorator(file)
        said = (one for one in endpoints.routes(file.tree) if isinstance(one, Found) and one.method != MOUNT)
        found = list(islice(said, _MOST_ROUTES))
        for one in found:
            yield from _route(one, file, by_line, mounted)
        yield from _computed(file, by_line, mounted, frozenset(one.line for one in found))
    yield from _resources(file)
    yield from _mounts(file)


def _framework(text: str) -> str:
    return next((name for word, name in _FRAMEWORKS.items() if word in text), "flask")


def _mounted(file: PythonFile) -> Mapping[str, str]:
    """Find the routers that the file mounts itself, by what it mounts them on: the paths that were found say it."""
    made = {one.assigned for one in file.outline.calls if one.assigned}
    return {
        name: one.owner for one in file.outline.calls if one.word in _MOUNTING and (name := written(one.at(0))) in made
    }


def _by_decorator(file: PythonFile) -> Mapping[int, tuple[Member, str]]:
    """Find functions by the lines of their decorators, each with its dotted name."""
    own = [(one, one.name) for one in file.outline.functions]
    methods = [(one, f"{each.name}.{one.name}") for each in file.outline.classes for one in each.members]
    return {each.line: (one, name) for one, name in (*own, *methods) for each in one.decorators}


def _route(
    found: Found, file: PythonFile, by_line: Mapping[int, tuple[Member, str]], mounted: Mapping[str, str]
) -> Iterator[Route]:
    function, handler = by_line.get(found.line, (None, found.inside))
    if function is None:
        yield from _added(found, file, mounted)
        return
    framework = _framework(file.text)
    decorator = next(one for one in function.decorators if one.line == found.line)
    router = found.group or decorator.owner
    is_typed = framework == "fastapi"
    yield Route(
        site=file.site(found.line),
        framework=framework,
        method=found.method,
        path=braced(found.path),
        handler=handler,
        parameters=parameters_of(function, found) if is_typed else in_path(found.path),
        guards=guards_of(function, decorator),
        request=request_of(function, found) if is_typed else "",
        answer=found.answer,
        status=found.status,
        router=mounted.get(router, router),
    )


def _computed(
    file: PythonFile, by_line: Mapping[int, tuple[Member, str]], mounted: Mapping[str, str], known: frozenset[int]
) -> Iterator[Route]:
    """Give the routes whose path the code puts together, with what it writes down of it."""
    made = {one.assigned: one for one in file.outline.calls if one.assigned}
    for line, (function, handler) in by_line.items():
        decorator = next(one for one in function.decorators if one.line == line)
        path = argument(decorator, 0, "path", "rule")
        if line in known or decorator.word not in _METHODS or path is None:
            continue
        own = made.get(decorator.owner)
        if own is None and not _ROUTER.fullmatch(decorator.owner):
            continue
        whole = joined(_prefix(own) if own else "", as_written(path) if isinstance(path, Text | Woven) else COMPUTED)
        yield Route(
            site=file.site(line),
            framework=_framework(file.text),
            method=decorator.word.upper(),
            path=braced(whole),
            handler=handler,
            guards=guards_of(function, decorator),
            router=mounted.get(decorator.owner, decorator.owner),
        )


def _added(found: Found, file: PythonFile, mounted: Mapping[str, str]) -> Iterator[Route]:
    """Read `add_url_rule("/orders", view_func=Orders.as_view("orders"))`, by the methods that the class has."""
    call = next((one for one in file.outline.calls if one.word == "add_url_rule" and one.line == found.line), None)
    view = argument(call, 2, "view_func") if call is not None else None
    handler = written(view).removesuffix(".as_view")
    router = found.group or (call.owner if call is not None else "")
    for method in _of_class(handler, file) if found.method == "ANY" else (found.method,):
        yield Route(
            site=file.site(found.line),
            framework=_framework(file.text),
            method=method,
            path=braced(found.path),
            handler=handler,
            parameters=in_path(found.path),
            router=mounted.get(router, router),
        )


def _of_class(name: str, file: PythonFile) -> tuple[str, ...]:
    """Give the methods that a class of the file answers; all of them where it does not say."""
    own = next((one for one in file.outline.classes if one.name == name), None)
    found = [one.upper() for one in _METHODS if own and any(member.name == one for member in own.members)]
    return tuple(found) or ("ANY",)


def _resources(file: PythonFile) -> Iterator[Route]:
    """Read the classes that Flask's extensions route: decorated ones, and those that are added by a call."""
    for each in file.outline.classes:
        for one in each.decorators:
            if one.word == "route" and _is_answering(each):
                yield from _of_resource(each.name, one, texts_of(one.at(0)) or (), file, one.owner)
    for call in file.outline.calls:
        paths = [one.text for one in call.given[1:] if isinstance(one, Text)]
        if call.word == "add_resource":
            yield from _of_resource(written(call.at(0)), call, tuple(paths), file, call.owner)
        elif call.word == "register_view":
            name = written(argument(call, 2, "view_func")).removesuffix(".as_view")
            known = texts_of(argument(call, 1, "routes")) or ()
            yield from _of_resource(name, call, known, file, written(call.at(0)))


def _is_answering(each: Class) -> bool:
    return any(_ANSWERING.search(one) for one in each.parents)


def _of_resource(name: str, call: Called, paths: tuple[str, ...], file: PythonFile, router: str) -> Iterator[Route]:
    own = next((one for one in file.outline.calls if one.assigned == router), None)
    for path in (joined(_prefix(own), one) if own is not None else one for one in paths):
        for method in _of_class(name, file):
            yield Route(
                site=file.site(call.line),
                framework=_framework(file.text),
                method=method,
                path=braced(path),
                handler=name if method == "ANY" else f"{name}.{method.lower()}",
                parameters=in_path(path),
                guards=_class_guards(name, file),
                router=router,
            )


def _class_guards(name: str, file: PythonFile) -> tuple[str, ...]:
    """Read `decorators = [login_required]` of a view class."""
    own = next((one for one in file.outline.classes if one.name == name), None)
    said = next((one.value for one in own.members if one.name == "decorators"), None) if own else None
    items = getattr(said, "items", ())
    return tuple(one for item in items if (one := written(item)))


def _mounts(file: PythonFile) -> Iterator[Mount]:
    """Give the mounts of routers that other files make."""
    made = {one.assigned: one for one in file.outline.calls if one.assigned}
    for call in file.outline.calls:
        target = call.at(0)
        if call.word not in _MOUNTING or not isinstance(target, Name):
            continue
        if call.word == "add_namespace" and not _NAMESPACES.search(file.text):
            continue
        own = made.get(call.owner)
        before = _prefix(own) if own is not None else ""
        yield Mount(
            site=file.site(call.line),
            framework=_framework(file.text),
            prefix=braced(joined(before, _prefix(call))) if before or _prefix(call) else "",
            target=target.written if target.written in made else (target.names or (target.written,))[0],
            guards=guards_of(None, call),
            router=call.owner,
        )


def _prefix(call: Called) -> str:
    given = argument(call, -1, *_PREFIXES)
    if given is None:
        return ""
    return given.text if isinstance(given, Text) else f"/{COMPUTED}"
