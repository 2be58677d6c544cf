"""Read what a Python view says in its signature: parameters, request models, the answer's model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ast_grep_py import SgNode

from reviewbot.syntax.endpoints.arguments import arguments, line_of
from reviewbot.syntax.endpoints.endpoint import Slot

_PLAIN = re.compile(
    r"(?:str|int|float|bool|UUID|UUID4|date|datetime|Decimal|EmailStr|HttpUrl|list|List|set|tuple|Optional|Literal|None|Any"
    r"|PositiveInt|NonNegativeInt|[\[\]\s|,.]|uuid\.|datetime\.|typing\.|'[^']*'|\"[^\"]*\"|-?\d+)+"
)
_ANNOTATED = re.compile(
    r"(?:typing\.)?Annotated\[\s*(?P<type>.+?)\s*,\s*(?P<marker>[\w.]+)\((?P<inside>.*)\)\s*,?\s*\]", re.DOTALL
)
_INJECTED = re.compile(r"\b(?:Depends|Security|Inject|Provide)\(")
_PLACES = frozenset({"Query", "Header", "Cookie", "Form", "Path", "Body", "File", "Param"})
_BODIES = frozenset({"Body", "Form", "File"})
_MODEL = re.compile(r"(?:\w+\.)*([A-Z]\w*)")
_NO_MODELS = frozenset({"Optional", "List", "None", "Union", "Annotated", "Request", "Response", "BackgroundTasks",
                        "WebSocket", "Any", "Dict", "Sequence", "Iterable", "UUID", "Decimal"})  # fmt: skip
_ALIAS = re.compile(r"\balias\s*=\s*[\"']([^\"']+)[\"']")
_DEFAULT = re.compile(r"\bdefault(?:_factory)?\s*=")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class _Parameter:
    """A parameter of a function, its annotation and its default as they are written."""

    name: str
    line: int
    type: str
    default: SgNode | None


def parameters_of(function: SgNode, path: str) -> Iterator[Slot]:
    """Give the query parameters, headers and the like of a FastAPI view, of plain types only."""
    for one in _parameters(function):
        annotated = _ANNOTATED.fullmatch(one.type)
        written = annotated["type"] if annotated else one.type
        marker, inside = _marker(one, annotated)
        is_injected = _INJECTED.search(one.type) or (one.default is not None and _INJECTED.match(one.default.text()))
        if is_injected or marker in _BODIES or not written or not _PLAIN.fullmatch(written):
            continue
        alias = _ALIAS.search(inside)
        is_in_path = re.search(rf"\{{{re.escape(one.name)}\b", path) is not None
        is_required = not is_in_path and _is_required(one, marker)
        yield Slot(alias[1] if alias else one.name, one.line, written, is_required)


def _marker(one: _Parameter, annotated: re.Match[str] | None) -> tuple[str, str]:
    """Give the word that says where a parameter comes from, such as `Query`, and what it is given."""
    if annotated is not None:
        return annotated["marker"].rpartition(".")[2], annotated["inside"]
    called = one.default.field("function") if one.default is not None and one.default.kind() == "call" else None
    word = called.text().rpartition(".")[2] if called is not None else ""
    return (word, one.default.text()) if one.default is not None and word in _PLACES else ("", "")


def _is_required(one: _Parameter, marker: str) -> bool:
    """Tell whether a parameter has no default, be it within `Query(…)`."""
    if one.default is None:
        return True
    called = one.default.field("function") if one.default.kind() == "call" else None
    if called is None or called.text().rpartition(".")[2] != marker:
        return one.default.text() == "..."
    given = arguments(one.default)
    if given.positional:
        return given.positional[0].text() == "..."
    return not {"default", "default_factory"} & given.keywords.keys()


def requests_of(function: SgNode) -> Iterator[str]:
    """Name the classes that a view takes: one of them may be the body's model."""
    for one in _parameters(function):
        is_injected = _INJECTED.search(one.type) or (one.default is not None and _INJECTED.match(one.default.text()))
        if not is_injected:
            yield from _models(one.type)


def answer_of(function: SgNode, response_model: SgNode | None) -> str:
    """Name the class that a view answers with, by `response_model` or the annotation; empty where there is none."""
    annotation = response_model or function.field("return_type")
    return next(iter(_models(annotation.text())), "") if annotation is not None else ""


def _models(annotation: str) -> list[str]:
    if len(annotation) > _LONGEST:
        return []
    return [one for one in _MODEL.findall(annotation) if one not in _NO_MODELS]


def _parameters(function: SgNode) -> Iterator[_Parameter]:
    given = function.field("parameters")
    for one in given.children() if given is not None else ():
        name = one.field("name") or (one.child(0) if one.kind() == "typed_parameter" else None)
        annotation = one.field("type")
        if name is not None and annotation is not None and len(annotation.text()) <= _LONGEST:
            yield _Parameter(name.text(), line_of(one), annotation.text(), one.field("value"))
