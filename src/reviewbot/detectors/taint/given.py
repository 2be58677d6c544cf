"""What is known of a function's parameters when it is called."""

import re

from reviewbot.detectors.taint.frame import Frame
from reviewbot.detectors.taint.routes import Route
from reviewbot.detectors.taint.value import Taint, Value, named
from reviewbot.syntax.flow.form import Parameter
from reviewbot.syntax.flow.typescript_heads import is_view

_NUMBER = re.compile(
    r"^(?:Optional\[)?[\"']?(?:int|float|bool|complex|Decimal|UUID|uuid\.UUID|date|datetime|number|bigint|boolean|Date)"
    r"[\"']?\]?(?:\s*\|\s*(?:None|null|undefined))*$"
)
_PLAIN = re.compile(r"[A-Za-z_$][\w$.]*")
_REQUEST = re.compile(r"^[\"']?(?:\w+\.)*(?:\w*Http|Web|Wsgi|WSGI|ASGI|Asgi|Auth\w*)?Request[\"']?(?:\[.*\])?$")


def given(parameter: Parameter, index: int, route: Route | None, frame: Frame, *, is_summary: bool) -> Value:
    """Say what is known of a parameter when the function is called."""
    around, line = frame.around, frame.function.at.line
    names = _names(parameter, frame)
    if is_summary:
        is_itself = index == 0 and bool(frame.function.owner) and parameter.name in {"self", "cls"}
        is_safe = is_itself or _NUMBER.match(parameter.annotation) is not None
        return Value(() if is_safe else (Taint(around.words.all_kinds, (f"#{index}",), parameter.name, ()),), names)
    source = route.sources.get(parameter.name, "") if route else ""
    kinds = around.words.of(source).sources
    taints = (Taint(kinds, (parameter.name,), parameter.name, (line,)),) if kinds else ()
    return Value(taints, names)


def names_in_script(parameter: Parameter, all_of_them: tuple[Parameter, ...], frame: Frame) -> tuple[str, ...]:
    """Name a parameter by itself and by its type; one that is taken apart is a request if it is a view's."""
    plain = _PLAIN.match(parameter.annotation)
    types = frame.around.resolved(plain.group(), frame.function.at.start) if plain else ()
    own = parameter.name or ("request" if is_view(all_of_them) else "")
    return named([*([own] if own else []), *(f"{one}()" for one in types)])


def _names(parameter: Parameter, frame: Frame) -> tuple[str, ...]:
    """Name a parameter by its type, or by itself where it has none or is a request; in a script by both."""
    if frame.around.is_script:
        return names_in_script(parameter, frame.function.parameters, frame)
    if not parameter.annotation:
        return (parameter.name,)
    if _REQUEST.match(parameter.annotation):
        return ("request",)
    plain = parameter.annotation.strip("\"'").split("|")[0].strip()
    return tuple(f"{one}()" for one in frame.around.resolved(plain, frame.function.at.start))
