"""Read the routes of Express, and of Fastify, Koa, Hono and Restify, which are called the same way."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from reviewbot.domain.inventory import Mount, Route, Site
from reviewbot.inventory.typescript.paths import in_path, path_of, written_path
from reviewbot.syntax.endpoints.endpoint import ANY, COMPUTED, joined
from reviewbot.syntax.outline.typescript import Outline, package_of
from reviewbot.syntax.outline.value import (
    Called,
    Function,
    Name,
    Record,
    Series,
    Text,
    Value,
    Woven,
    chain,
    flat,
    text_of,
    texts_of,
    written,
)

_METHODS: Mapping[str, str] = {
    name: name.upper() for name in ("get", "post", "put", "patch", "delete", "head", "options", "search")
} | {"all": ANY, "any": ANY, "del": "DELETE", "opts": "OPTIONS"}
_MOUNTING = frozenset({"use", "register", "route"})
WORDS = frozenset(_METHODS) | _MOUNTING | {"Router", "express", "fastify", "Fastify", "Koa", "Hono", "prefix"}

# By the module that makes an application or router, whatever path it is imported through.
_MADE: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"(?:.*/)?express(?:\.Router)?\(\)"), "express"),
    (re.compile(r"(?:.*/)?fastify(?:\.\w+)?\(\)"), "fastify"),
    (re.compile(r"(?:.*/)?(?:koa|koa-router|@koa/router|koa-joi-router)(?:\.\w+)?\(\)"), "koa"),
    (re.compile(r"hono(?:/\w+)?\.(?:Hono|OpenAPIHono)\(\)|@hono/zod-openapi\.OpenAPIHono\(\)"), "hono"),
    (re.compile(r"restify\.createServer\(\)"), "restify"),
    (re.compile(r"Router\(\)"), "express"),
)
_CHAINED = re.compile(r"\.\w+\(\)$")
_ROUTER_NAME = re.compile(r"(?:this\.)?\w*(?:[aA]pp|[rR]outer|server|fastify|[rR]outes?)")
_MOUNTED_NAME = re.compile(r"(?i)rout|controller|endpoint|\bapi|api\b")
_GUARDING_NAME = re.compile(r"(?i)auth|guard|require|ensure|verify|protect|permi|limit|check|session|\bis[A-Z_]")
_LOGGER = re.compile(r"[lL]ogg(?:er|ing)")
_PATH_NAME = re.compile(r"(?:.*\.)?_?(?:\w*[pP]ath|\w*[pP]refix|url|base\w*)")
_ANSWERS = (Function, Name, Called, Series)
_HOOKS = ("onRequest", "preHandler", "preValidation")
_MOST_LINKS = 30
_MOST_GUARDS = 20
_MOST_USED = 100

# What stands before routes and lets everybody through.
_PLUMBING = frozenset({
    "body-parser", "bodyParser", "compress", "compression", "connect-timeout", "cookie-parser", "cookieParser",
    "cors", "errorHandler", "express", "favicon", "helmet", "i18n", "json", "logger", "methodOverride", "morgan",
    "multer", "next", "pino", "raw", "requestId", "responseTime", "serve", "serve-static", "serveStatic", "static",
    "text", "timeout", "upload", "urlencoded",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Owner:
    """What a route is asked of: its name in the file, and its framework, empty where only its name speaks for it."""

    name: str
    framework: str


@dataclass(frozen=True, slots=True)
class _Guard:
    """What stands before all routes below a prefix, empty for all of a router."""

    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class Served:
    """The routes and mounts of one file."""

    routes: tuple[Route, ...]
    mounts: tuple[Mount, ...]


def served(path: str, text: str, outline: Outline) -> Served:
    """Give the routes that a file declares, each with the guards put before it, and what it mounts."""
    guards: dict[str, list[_Guard]] = defaultdict(list)
    routes: list[Route] = []
    mounts: list[Mount] = []
    prefixes = _prefixes(outline)
    likely = next((one for one in ("fastify", "koa", "hono", "restify") if one in text), "express")
    # In the order of the text: what is used behind a route does not guard it.
    for called in sorted(outline.calls, key=lambda one: one.line):
        owner = _owner(called, likely)
        if owner is None:
            continue
        found = tuple(_mounts(path, called, owner)) if _is_mounting(called) else ()
        mounts += (replace(one, guards=_before(guards[owner.name], one.prefix, one.guards)) for one in found)
        if _is_mounting(called) and not found:
            guards[owner.name] += islice(_used(called), _MOST_USED - len(guards[owner.name]))
        for route in _routes(path, called, owner):
            stands = _before(guards[owner.name], route.path, route.guards)
            routes.append(replace(route, path=joined(prefixes.get(owner.name, ""), route.path), guards=stands))
    return Served(tuple(routes), tuple(mounts))


def _is_mounting(called: Called) -> bool:
    return called.word in _MOUNTING and (called.word != "route" or len(called.given) > 1)


def _before(guards: Sequence[_Guard], path: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """Add to a route's own guards those used before it, for all paths or for one that its path begins with."""
    used = (one.name for one in guards if not one.prefix or f"{path}/".startswith(f"{one.prefix}/"))
    return tuple(dict.fromkeys((*used, *own)))[:_MOST_GUARDS]


def _prefixes(outline: Outline) -> Mapping[str, str]:
    """Find the prefixes that routers are made with, or told."""
    found: dict[str, str] = {}
    for called in outline.calls:
        given = called.at(0)
        said = text_of(given.at("prefix")) if isinstance(given, Record) else None
        if called.word == "prefix" and called.owner:
            found[called.owner] = path_of(text_of(given) or COMPUTED)
        elif called.assigned and said is not None and _framework(f"{name}()" for name in called.names):
            found[called.assigned] = path_of(said)
    return found


def _framework(names: Iterator[str] | Sequence[str]) -> str:
    return next((word for name in names for made, word in _MADE if made.fullmatch(name)), "")


def _owner(called: Called, likely: str) -> _Owner | None:
    """Find what a method is called on, past the methods chained before it."""
    first = list(chain(called))[-1]
    if not first.owner:
        return None
    bases = [name.rpartition(".")[0] for name in called.names]
    for _ in range(_MOST_LINKS):
        framework = _framework(bases)
        if framework:
            return _Owner(first.owner, framework)
        bases = [_CHAINED.sub("", one) for one in bases]
    if not _ROUTER_NAME.fullmatch(first.owner):
        return None
    return _Owner(first.owner, likely) if _is_likely(called) else None


def _is_likely(called: Called) -> bool:
    """Tell whether a call looks like a route or a mount, where nothing tells what it is called on."""
    path = next((one.at(0) for one in chain(called) if one.word == "route"), called.at(0))
    is_path = isinstance(path, Text | Woven) and (written_path(path) or "")[:1] in {"/", "*", COMPUTED}
    return called.word in {"use", "register"} or (is_path and isinstance(called.at(-1), _ANSWERS))


def _routes(path: str, called: Called, owner: _Owner) -> Iterator[Route]:
    method = _METHODS.get(called.word)
    if called.word == "route" and owner.framework == "fastify":
        yield from _described(path, called, owner)
    elif method is not None:
        ahead = next((one for one in list(chain(called))[1:] if one.word == "route"), None)
        given = called.given if ahead is not None else called.given[1:]
        # Koa's routers may name a route before its path.
        place = ahead.at(0) if ahead is not None else called.at(0)
        if len(given) > 1 and owner.framework == "koa" and isinstance(given[0], Text):
            place, given = given[0], given[1:]
        if given and isinstance(given[-1], _ANSWERS):
            for text in _places(place):
                yield _route(Site(path, called.line), owner, method, text, given)


def _places(place: Value | None) -> tuple[str, ...]:
    several = texts_of(place)
    if several is not None:
        return several
    # A name stands for a path that another file states; anything else, such as an expression, is none.
    one = COMPUTED if isinstance(place, Name) else written_path(place)
    return () if one is None else (one,)


def _route(site: Site, owner: _Owner, method: str, text: str, given: Sequence[Value]) -> Route:
    path = path_of(text)
    answers = list(flat(tuple(given)))
    options = next((one for one in given[:-1] if isinstance(one, Record)), Record())
    return Route(
        site=site,
        framework=owner.framework,
        method=method,
        path=path,
        handler=_handler(answers[-1]) if answers else "",
        parameters=tuple(in_path(path)),
        guards=(*_guards(answers[:-1]), *_hooks(options)),
        router=owner.name,
    )


def _described(path: str, called: Called, owner: _Owner) -> Iterator[Route]:
    """Read Fastify's `route({method: "GET", url: "/orders", handler})`."""
    said = called.at(0)
    url = written_path(said.at("url")) if isinstance(said, Record) else None
    if not isinstance(said, Record) or url is None:
        return
    answer = said.at("handler") or Function()
    for method in texts_of(said.at("method")) or (ANY,):
        yield _route(Site(path, called.line), owner, method.upper(), url, (said, answer))


def _handler(value: Value) -> str:
    """Name what answers: of `wrap(list)` and `list.bind(x)` it is `list`."""
    if isinstance(value, Called):
        if value.word == "bind":
            return value.owner
        inner = next((written(one) for one in reversed(value.given) if isinstance(one, Name)), "")
        return inner or value.written
    return written(value)


def _guards(values: Sequence[Value]) -> Iterator[str]:
    for one in values:
        name = _target(one) if written(one).startswith("require()") or written(one) == "require" else written(one)
        names = one.names if isinstance(one, Name | Called) else ()
        words = {*re.split(r"[.()/]+", name), *(package_of(each) for each in names)}
        if name and not words & _PLUMBING and not _LOGGER.search(name):
            yield name


def _hooks(options: Record) -> Iterator[str]:
    for hook in _HOOKS:
        value = options.at(hook)
        if value is not None:
            yield from _guards(list(flat((value,))))


def _used(called: Called) -> Iterator[_Guard]:
    """Give what a router uses for all routes behind, or for those below a path."""
    first = called.at(0)
    has_path = _is_path(first)
    if called.word == "use":
        for name in _guards(list(flat(called.given[1:] if has_path else called.given))):
            yield from (_Guard(path_of(one).rstrip("/"), name) for one in (_places(first) if has_path else ("",)))


def _is_path(value: Value | None) -> bool:
    """Tell whether what is used first says where: a text, several, or a name that says to be a path."""
    is_named = isinstance(value, Name) and _PATH_NAME.fullmatch(value.written) is not None
    return is_named or isinstance(value, Text | Woven) or bool(texts_of(value))


def _mounts(path: str, called: Called, owner: _Owner) -> Iterator[Mount]:
    """Read `use("/orders", guard, router)`, `register(plugin, {prefix})` and Hono's `route("/orders", router)`."""
    first, options = called.at(0), called.at(-1)
    if called.word == "register":
        prefix = written_path(options.at("prefix")) if isinstance(options, Record) else None
        places: tuple[str, ...] = (prefix or "",)
        given: list[Value] = list(called.given[:1])
    else:
        places = _places(first) if _is_path(first) else ("",)
        given = list(flat(called.given[1:] if _is_path(first) else called.given))
    target = _target(given[-1]) if given else ""
    if not target or not _is_mounted(f"{written(given[-1])} {target}", has_place=places != ("",)):
        return
    for place in places:
        prefix = path_of(place) if place.strip("/") else ""
        site = Site(path, called.line)
        yield Mount(site, owner.framework, prefix, target, tuple(_guards(given[:-1])), router=owner.name)


def _is_mounted(name: str, *, has_place: bool) -> bool:
    """Tell by its name whether a router is used: without a path it must say so, with one it must not say otherwise."""
    if _MOUNTED_NAME.search(name):
        return True
    return has_place and not _GUARDING_NAME.search(name) and not set(re.split(r"[.()/ ]+", name)) & _PLUMBING


def _target(value: Value) -> str:
    """Name what is mounted, by the module that it is imported from where there is one."""
    match value:
        case Called(written="require", given=(Text(text), *_)):
            return text
        case Called() if value.written == "require()" and value.on is not None:
            return text_of(value.on.at(0)) or ""
        case Called() if value.word in {"routes", "middleware"} and value.owner:
            return value.owner
        case Called() | Name():
            imported = next((one for one in value.names if one.startswith((".", "@", "~", "#")) or "/" in one), "")
            return (imported or value.written).removesuffix("()")
        case _:
            return ""
