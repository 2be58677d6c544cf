"""Read the routes of Nest's controllers: with their guards, parameters and models."""

import re
from collections.abc import Iterator, Mapping

from reviewbot.domain.inventory import Mount, Parameter, Route, Site
from reviewbot.inventory.typescript.express import Served
from reviewbot.inventory.typescript.paths import in_path, path_of
from reviewbot.syntax.endpoints import nest
from reviewbot.syntax.endpoints.endpoint import Route as Declared
from reviewbot.syntax.outline.typescript import Outline
from reviewbot.syntax.outline.value import Called, Class, Member, Name, Other, Record, Value, flat, text_of, written
from reviewbot.syntax.tree import Tree

WORDS = frozenset({"setGlobalPrefix"})
_PLACES: Mapping[str, str] = {"Param": "path", "Query": "query", "Headers": "header", "Body": "body"}
_GUARDING = re.compile(r"(?i)auth|guard|role|permission|polic|acl|scope|\bpublic|throttle")
_ANSWERING = re.compile(r"Api(?:\w*)Response")
_NO_ANSWERS = re.compile(r"Api(?:Bad|Unauth|Forbidden|NotFound|Conflict|Internal|Gone|TooMany|Default|Unproc|Not)\w*")
_GOOD = re.compile(r"\b2\d\d\b|\.(?:OK|CREATED|ACCEPTED)$")
_WRAPPERS = re.compile(r"(?:Promise|Observable|Array|Partial|Readonly)<(.*)>")
_MODEL = re.compile(r"(?:\w+\.)*([A-Z]\w*)(?:<.*>)?(?:\[\])*")
_NO_MODELS = frozenset(
    {"Record", "Response", "StreamableFile", "Buffer", "Date", "String", "Number", "Boolean", "Object"}
)
_MOST_WRAPPERS = 4


def controlled(path: str, tree: Tree, outline: Outline) -> Served:
    """Give the routes of a file's controllers, and the prefix that the application puts before all of them."""
    classes = {one.name: one for one in outline.classes}
    # JavaScript's grammar does not know the kinds of node that controllers are made of.
    declared = nest.routes(tree) if tree.grammar != "javascript" else ()
    routes = (_route(path, one, classes.get(one.group)) for one in declared if isinstance(one, Declared))
    return Served(tuple(routes), tuple(_prefixes(path, outline)))


def _prefixes(path: str, outline: Outline) -> Iterator[Mount]:
    for called in outline.calls:
        prefix = text_of(called.at(0))
        if called.word == "setGlobalPrefix" and prefix:
            yield Mount(Site(path, called.line), "nest", path_of(prefix), "*")


def _route(path: str, declared: Declared, around: Class | None) -> Route:
    name = declared.inside.rpartition(".")[2]
    member = next((one for one in around.members if one.name == name), None) if around is not None else None
    whole = path_of(declared.path)
    found = Route(
        site=Site(path, declared.line),
        framework="nest",
        method=declared.method,
        path=whole,
        handler=declared.inside,
        status=declared.status,
        router=declared.group,
        parameters=tuple(in_path(whole)),
    )
    return _detailed(found, around, member) if around is not None and member is not None else found


def _detailed(route: Route, around: Class, member: Member) -> Route:
    parameters = {(one.where, one.name): one for one in (*route.parameters, *_parameters(member))}
    return Route(
        site=route.site,
        framework=route.framework,
        method=route.method,
        path=route.path,
        handler=route.handler,
        parameters=tuple(parameters.values()),
        guards=tuple(dict.fromkeys((*_guards(around.decorators), *_guards(member.decorators)))),
        request=next(_requests(member), ""),
        answer=next(_documented(member), "") or _model(member.type),
        status=route.status,
        router=route.router,
    )


def _parameters(member: Member) -> Iterator[Parameter]:
    for one in member.arguments:
        for decorator in one.decorators:
            where = _PLACES.get(decorator.word)
            name = text_of(decorator.at(0))
            # A whole body is the request's model; a whole query is a parameter of that model's type.
            if where is not None and (name is not None or where == "query"):
                is_required = not one.is_optional and "undefined" not in one.type
                yield Parameter(name or one.name, where, one.type, is_required or where == "path")


def _requests(member: Member) -> Iterator[str]:
    for one in member.arguments:
        if any(decorator.word == "Body" and text_of(decorator.at(0)) is None for decorator in one.decorators):
            yield _model(one.type)


def _guards(decorators: tuple[Called, ...]) -> Iterator[str]:
    """Name what `UseGuards` is given, and the decorators whose own name says that they guard."""
    for one in decorators:
        if one.word == "UseGuards":
            yield from (name for value in flat(one.given) if (name := _guard(value)))
        elif _GUARDING.search(one.word) and not one.word.startswith("Api"):
            yield f"@{one.written}"


def _guard(value: Value) -> str:
    strategy = text_of(value.at(0)) if isinstance(value, Called) else None
    return f"{written(value)}({strategy})" if strategy is not None else written(value)


def _documented(member: Member) -> Iterator[str]:
    """Name the model of `@ApiOkResponse({type: Order})`; those of failures are left out."""
    for one in member.decorators:
        said = one.at(0)
        if isinstance(said, Record) and _ANSWERING.fullmatch(one.word) and _is_good(one.word, said.at("status")):
            model = said.at("type")
            yield from (value.written for value in flat((model,) if model else ()) if isinstance(value, Name))


def _is_good(word: str, status: Value | None) -> bool:
    said = status.text if isinstance(status, Other) else written(status)
    return _NO_ANSWERS.fullmatch(word) is None and (status is None or _GOOD.search(said) is not None)


def _model(type_: str) -> str:
    """Name the class of an annotation such as `Promise<Order[]>`; empty where it is none."""
    for _ in range(_MOST_WRAPPERS):
        inner = _WRAPPERS.fullmatch(type_)
        if inner is None:
            break
        type_ = inner[1]
    found = _MODEL.fullmatch(type_)
    return found[1] if found and found[1] not in _NO_MODELS else ""
