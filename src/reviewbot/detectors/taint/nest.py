"""What a stranger sends to a method of a class whose parameters are decorated: Nest, routing-controllers, tsoa."""

import re
from collections.abc import Iterator

from reviewbot.detectors.taint.routes import SEGMENT, VALUE, Route
from reviewbot.syntax.flow.form import Attribute, Call, Expression, Function, Name, Parameter

HEADER = "route.header"
"""The name of the source that only the sender's own client can set."""

_SOURCES = {
    **dict.fromkeys(
        ("Query", "QueryParam", "QueryParams", "Queries", "Body", "BodyParam", "BodyProp", "RawBody"), VALUE
    ),
    **dict.fromkeys(("Args", "FormField", "MessageBody", "Payload"), VALUE),
    **dict.fromkeys(("Param", "Params", "PathParam", "Path"), SEGMENT),
    **dict.fromkeys(("Headers", "Header", "HeaderParam", "HeaderParams", "Cookies", "CookieParam"), HEADER),
}
_HARMLESS = re.compile(r"^(?:number|boolean|bigint|Date)\b(?!\[)|(?:Enum|ObjectId)$")
_PIPE = re.compile(r"^Parse(?!Array)\w*Pipe$|ObjectId|Uuid|UUID")


def nest_route(function: Function) -> Route | None:
    """Tell what strangers give a decorated method, None if it is none."""
    is_method = any(_called(one) in {"Get", "All"} for one in function.decorators)
    sources = dict(_filled(function))
    return Route("nest" if is_method else "", sources) if sources or is_method else None


def _filled(function: Function) -> Iterator[tuple[str, str]]:
    for parameter in function.parameters:
        for one in parameter.decorators:
            source = _SOURCES.get(_called(one))
            if source is not None and not _is_harmless(parameter, one):
                yield parameter.name, source


def _is_harmless(parameter: Parameter, decorator: Expression) -> bool:
    """Tell whether what arrives is no free text: a number, a date, or what a pipe parses."""
    given = decorator.arguments if isinstance(decorator, Call) else ()
    return bool(_HARMLESS.search(parameter.annotation)) or any(_PIPE.search(_called(one.value)) for one in given)


def _called(expression: Expression) -> str:
    match expression:
        case Call():
            return _called(expression.function)
        case Attribute():
            return expression.name
        case Name():
            return expression.text
        case _:
            return ""
