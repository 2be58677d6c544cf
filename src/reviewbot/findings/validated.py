"""What shows that a value from outside was checked: the bounds that its schema or its parameter declares."""

import re
from collections.abc import Mapping

from reviewbot.findings.calls import calls
from reviewbot.findings.view import View

_LEAST = re.compile(r"\b(?:ge|gt|min_value)\s*=|\.(?:min|gt|gte|positive|nonnegative)\(")
_MOST = re.compile(r"\b(?:le|lt|max_value)\s*=|\.(?:max|lt|lte)\(")
_FORM = re.compile(
    r"\b(?:max_length|pattern|regex|choices)\s*=|\bLiteral\[|:\s*(?:UUID|EmailStr|HttpUrl|bool)\b"
    r"|serializers\.(?:UUIDField|BooleanField)\(|\bz\.(?:enum|literal|boolean|nativeEnum)\("
    r"|\bz\.string\(\)\.(?:uuid|regex|datetime|max|length)\("
)
_PARAMETER = re.compile(r"(?<![\w.])(\w+)\s*:")
_CLASS = re.compile(r"^class (\w+)\((?:\w+\.)*(BaseModel|Serializer)\):\n((?:[ \t]+.*\n|\n)+)", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]+(\w+)((?:\s*:|\s*=).*)$", re.MULTILINE)
_SCHEMA = re.compile(r"\b(\w+)\s*=\s*z\.(?:object|strictObject)\(")
_ENTRY = re.compile(r"(?<![\w.])(\w+)(\s*:\s*z\.[^\n]*?)(?=,\s*\w+\s*:|,?\s*\}|,?\s*$)", re.MULTILINE)
_PARSED = re.compile(r"\b(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(\w+)\.(?:parse|parseAsync)\(")
_CHECKED = re.compile(r"\.is_valid\(\s*raise_exception\s*=\s*True\s*\)")
_VALIDATED = re.compile(r"""\.validated_data\[\s*["'](\w+)["']\s*\]""")
# What comes from outside past every schema.
_RAW = re.compile(r"\b(?:request|req|ctx|event|environ)\b\s*[.\[]|\.json\(\)")


def is_bounded(view: View) -> str:
    """Refute that a value is used without a check: all that the lines read from outside has bounds on both sides."""
    found = (*_of_serializers(view), *_of_schemas(view)) or _of_parameters(view)
    if not found or not all(map(_has_bounds, found)) or _RAW.search(_VALIDATED.sub("", view.quote)):
        return ""
    return "its schema bounds the value"


def _has_bounds(declared: str) -> bool:
    return bool(_FORM.search(declared)) or bool(_LEAST.search(declared) and _MOST.search(declared))


def _of_serializers(view: View) -> tuple[str, ...]:
    """Give how a serializer declares what is read of its checked values."""
    keys = set(_VALIDATED.findall(view.quote)) if _CHECKED.search(view.text) else set()
    classes = _classes(view, "Serializer").values()
    return tuple(
        fields.get(key, "") for key in sorted(keys) for fields in classes if len(classes) == 1 or key in fields
    )


def _of_schemas(view: View) -> tuple[str, ...]:
    """Give how a schema declares what is read of the value that it parsed in this function."""
    schemas = {found[1]: dict(_ENTRY.findall(given)) for found, given in calls(view.source.text, _SCHEMA)}
    declared: list[str] = []
    for name, schema in _PARSED.findall(view.text):
        fields = schemas.get(schema, {})
        declared += (fields.get(key, "") for key in re.findall(rf"(?<![\w.]){re.escape(name)}\.(\w+)", view.quote))
    return tuple(declared)


def _of_parameters(view: View) -> tuple[str, ...]:
    """Give how the function's parameters that the lines read are declared, or the fields of their models."""
    if view.function is None or view.source.language != "python" or _RAW.search(view.text):
        return ()
    classes = _classes(view, "BaseModel")
    declared: list[str] = []
    for name, text in _parameters(view):
        read = re.findall(rf"(?<![\w.]){re.escape(name)}\b(?!\s*=[^=])(?:\.(\w+))?", view.quote)
        model = classes.get(text.strip(" :"))
        declared += (text if model is None else model.get(key, "") for key in read)
    return tuple(declared)


def _parameters(view: View) -> list[tuple[str, str]]:
    """Cut the function's signature into its parameters, each with what is declared of it."""
    given = next((given for _, given in calls(view.text, re.compile(r"\bdef \w+\("))), "")
    starts = [
        found
        for found in _PARAMETER.finditer(given)
        if given[: found.start()].count("[") == given[: found.start()].count("]")
    ]
    ends = [*(found.start() for found in starts[1:]), len(given)]
    return [(found[1], given[found.end(1) : end].rstrip(", \n")) for found, end in zip(starts, ends, strict=True)]


def _classes(view: View, base: str) -> Mapping[str, Mapping[str, str]]:
    """Give the fields of the file's classes with that base, as they are declared on one line each."""
    found = _CLASS.findall(f"{view.source.text}\n")
    return {name: dict(_FIELD.findall(body)) for name, kind, body in found if kind == base}
