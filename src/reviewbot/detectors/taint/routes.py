"""What a function is given by a stranger: the parameters of views, by what their framework says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewbot.syntax.flow.form import Call, Constant, Expression, Function, Parameter

VALUE = "route.value"
"""The name of the source that is a free text: a query's, a form's, a body's, a path's with slashes."""

SEGMENT = "route.segment"
"""The name of the source that is one part of a path, without a slash."""

_METHODS = frozenset(
    {"route", "get", "post", "put", "patch", "delete", "api_route", "expose", "head", "options", "websocket"}
)
_CLASS_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "retrieve", "list", "create", "destroy"})
_VIEWS = re.compile(
    r"(?:View|ViewSet|APIView|RequestHandler|Resource|Endpoint|HTTPEndpoint)(?:\[.*\])?$|ViewSet|Mixin$"
)
_DJANGO = re.compile(r"^(?:api_view|require_(?:GET|POST|safe|http_methods)|csrf_exempt|login_required|never_cache|"
                     r"permission_required|xframe_options_\w+|user_passes_test|staff_member_required)$")  # fmt: skip
_FLASK_PLACE = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
_BRACE_PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_TEXT = re.compile(r"\b(?:str|bytes|Any|list|List|dict|Dict|Sequence|set|Set|SecretStr|Optional\[str\])\b")
_ANSWERS = re.compile(r"json|api|template|render|xml|swag|marshal|produces", re.IGNORECASE)
_INJECTED = re.compile(r"\b(?:Depends|Security|Request|Response|BackgroundTasks|WebSocket|\w*Session|HTTPConnection|"
                       r"Principal|\w*Dep)\b")  # fmt: skip
_OPERATORS = re.compile(r"(?i)admin|superuser|staff_member|is_staff")
_MODEL = re.compile(r"^[\"']?(?:\w+\.)*[A-Z]\w*[\"']?(?:\s*\|\s*None)?$")
_NUMBERS = re.compile(r"^(?:\w*(?:pk|_id|uuid|year|month|day|page|count|index|number|num|offset|limit))$|^id$")


@dataclass(frozen=True, slots=True)
class Route:
    """A view: its framework where that decides what a returned text is, and its parameters that strangers fill."""

    framework: str
    sources: dict[str, str]


def route_of(function: Function, has_fastapi: bool) -> Route | None:
    """Tell what strangers give a function, None if it is no view, or one for those who run the service."""
    if any(_OPERATORS.search(word) for word in _required(function)):
        return None
    for one in function.decorators:
        path = _path(one)
        if path is not None:
            if has_fastapi:
                return Route("fastapi", dict(_typed(function, path)))
            return Route(_framework(function), dict(_placed(function, path)))
    is_view = any(_DJANGO.match(_last(one)) for one in function.decorators) and not function.owner
    is_method = function.name in _CLASS_METHODS and any(_VIEWS.search(base) for base in function.bases)
    if is_view or is_method:
        # Which converters its address has stands in another file.
        names = [one.name for one in function.parameters if not one.kind and one.default is None and not one.annotation]
        return Route("", {name: SEGMENT for name in names[1:] if not _NUMBERS.match(name) and name != "request"})
    return None


def _required(function: Function) -> Iterator[str]:
    """Name what a view asks for before it runs: its decorators and what is injected."""
    yield from map(_last, function.decorators)
    for one in function.parameters:
        if isinstance(one.default, Call) and _last(one.default) in {"Depends", "Security"}:
            yield from (_last(each.value) for each in one.default.arguments)
        yield one.annotation


def _last(decorator: Expression) -> str:
    called = decorator.function if isinstance(decorator, Call) else decorator
    return str(getattr(called, "name", "") or getattr(called, "text", ""))


def _path(decorator: Expression) -> str | None:
    """Give the path of `@app.get("/x")`, None for a decorator that is no route."""
    if not isinstance(decorator, Call) or _last(decorator) not in _METHODS:
        return None
    for argument in decorator.arguments[:1]:
        path = argument.value.value if isinstance(argument.value, Constant) else None
        return path if isinstance(path, str) and (path.startswith("/") or not path) else None
    return None


def _framework(function: Function) -> str:
    """Leave out views whose other decorators may turn what they return into something else."""
    others = (_last(one) for one in function.decorators if _path(one) is None)
    return "" if any(_ANSWERS.search(one) for one in others) else "flask"


def _placed(function: Function, path: str) -> Iterator[tuple[str, str]]:
    """Give Flask's parameters by the converters of its path."""
    converters = {name: converter or "" for converter, name in _FLASK_PLACE.findall(path)}
    converters |= {name: converter or "" for name, converter in _BRACE_PLACE.findall(path)}
    for one in function.parameters:
        converter = converters.get(one.name)
        if converter in {"", "string", "default", "str"} and (not one.annotation or _TEXT.search(one.annotation)):
            yield one.name, SEGMENT
        elif converter == "path":
            yield one.name, VALUE


def _typed(function: Function, path: str) -> Iterator[tuple[str, str]]:
    """Give FastAPI's parameters that are texts, and models, whose members are."""
    places = dict(_BRACE_PLACE.findall(path))
    for one in function.parameters:
        if one.kind or one.name in {"self", "cls", "request"} or _is_injected(one):
            continue
        if not one.annotation or _TEXT.search(one.annotation) or (_MODEL.match(one.annotation) and _is_body(one)):
            yield one.name, SEGMENT if places.get(one.name) == "" else VALUE


def _is_injected(parameter: Parameter) -> bool:
    default = parameter.default
    called = _last(default) if isinstance(default, Call) else ""
    return bool(_INJECTED.search(parameter.annotation)) or called in {"Depends", "Security"}


def _is_body(parameter: Parameter) -> bool:
    """Tell a model from what else has a name of its own: a number, a date, an enumeration, a file."""
    return not re.search(
        r"UUID|Decimal|date|Enum|Type$|Status|Kind|Mode|Level|UploadFile|Literal|Path$|Url$", parameter.annotation
    )
