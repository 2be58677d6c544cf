"""Read the actions of REST framework's view sets; their paths begin where a router registers them."""

from collections.abc import Iterator, Mapping

from reviewbot.domain.inventory import Parameter, Route
from reviewbot.inventory.python.file import PythonFile, argument, as_written, last
from reviewbot.syntax.outline.value import Called, Class, Member, Name, Series, Text, texts_of, written

_FRAMEWORK = "django-rest-framework"
_LIST, _ONE = ("list", "create"), ("retrieve", "update", "partial_update", "destroy")
_OFFERED: Mapping[str, tuple[str, ...]] = {
    "ModelViewSet": (*_LIST, *_ONE),
    "ReadOnlyModelViewSet": ("list", "retrieve"),
    "ListModelMixin": ("list",),
    "CreateModelMixin": ("create",),
    "RetrieveModelMixin": ("retrieve",),
    "UpdateModelMixin": ("update", "partial_update"),
    "DestroyModelMixin": ("destroy",),
}
_METHODS: Mapping[str, str] = {
    "list": "GET", "retrieve": "GET", "create": "POST", "update": "PUT", "partial_update": "PATCH", "destroy": "DELETE"
}  # fmt: skip
_DEFAULT_KEY = "pk"


def view_sets(file: PythonFile) -> Iterator[Route]:
    """Give a route for each action of the file's view sets."""
    if "ViewSet" not in file.text:
        return
    for each in file.outline.classes:
        words = [last(one) for one in each.parents]
        if any(one.endswith("ViewSet") for one in words):
            yield from _actions(each, words, file)


def _actions(each: Class, parents: list[str], file: PythonFile) -> Iterator[Route]:
    lines = {action: each.line for one in parents for action in _OFFERED.get(one, ())}
    lines |= {one.name: one.line for one in each.members if one.is_method and one.name in _METHODS}
    allowed = _allowed(each)
    for action, line in lines.items():
        path = f"/{{{_key(each)}}}" if action in _ONE else "/"
        if allowed is None or _METHODS[action].lower() in allowed:
            yield _route(each, action, _METHODS[action], path, line, file)
    for member in each.members:
        decorator = next((one for one in member.decorators if one.word == "action"), None)
        if decorator is not None:
            for method, path in _extra(member, decorator, _key(each)):
                yield _route(each, member.name, method, path, decorator.line, file)


def _extra(member: Member, decorator: Called, key: str) -> Iterator[tuple[str, str]]:
    """Read `@action(detail=True, methods=["post"], url_path="pay")`."""
    path = argument(decorator, -1, "url_path")
    name = path.text if isinstance(path, Text) else member.name
    detail = argument(decorator, -1, "detail")
    before = f"/{{{key}}}" if as_written(detail) == "True" else ""
    for method in texts_of(argument(decorator, 0, "methods")) or ("get",):
        yield method.upper(), f"{before}/{name}/"


def _route(each: Class, action: str, method: str, path: str, line: int, file: PythonFile) -> Route:
    key = _key(each)
    is_one = f"{{{key}}}" in path
    return Route(
        site=file.site(line),
        framework=_FRAMEWORK,
        method=method,
        path=path,
        handler=f"{each.name}.{action}",
        parameters=(Parameter(key, "path", is_required=True),) if is_one else (),
        guards=permissions(each),
        answer=_serializer(each),
        router=each.name,
    )


def _key(each: Class) -> str:
    said = {one.name: one.value for one in each.members}
    given = said.get("lookup_url_kwarg") or said.get("lookup_field")
    return given.text if isinstance(given, Text) else _DEFAULT_KEY


def _allowed(each: Class) -> tuple[str, ...] | None:
    return next((texts_of(one.value) for one in each.members if one.name == "http_method_names"), None)


def _serializer(each: Class) -> str:
    given = next((one.value for one in each.members if one.name == "serializer_class"), None)
    return last(given.written) if isinstance(given, Name) else ""


def permissions(each: Class) -> tuple[str, ...]:
    """Name the classes that a view lets people in by."""
    given = next((one.value for one in each.members if one.name == "permission_classes"), None)
    return tuple(name for one in given.items if (name := written(one))) if isinstance(given, Series) else ()
