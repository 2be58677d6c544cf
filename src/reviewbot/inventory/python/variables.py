"""Read which settings Python code takes from the environment."""

from collections.abc import Iterator

from reviewbot.domain.inventory import Variable
from reviewbot.inventory.python.file import PythonFile, argument, last
from reviewbot.inventory.secret import is_secret
from reviewbot.syntax.outline.value import Called, Class, Record, Text, Value

_READS = {"os.environ.get", "os.getenv", "os.environ[]", "os.environ.pop", "os.environ.setdefault", "os.getenvb"}
_ENVIRONMENTS = ("environ.Env()", "environs.Env()", "environ.FileAwareEnv()", "starlette.config.Config()")
_CASTS = frozenset(
    {"str", "bool", "int", "float", "list", "json", "url", "db", "db_url", "cache", "cache_url", "email_url",
     "search_url", "tuple", "dict", "path", "bytes", "unicode", "log_level", "timedelta", "date", "datetime",
     "decimal", "enum", "uuid", "dj_db_url", "dj_cache_url", "dj_email_url"}
)  # fmt: skip
WORDS = frozenset({"get", "getenv", "environ", "config", "pop", "setdefault", "env"}) | _CASTS
_FIRST_WITH_DEFAULT = 2


def variables(file: PythonFile) -> Iterator[Variable]:
    """Give each variable by its name, never by its value."""
    for call in file.outline.calls:
        if any(_is_read(one) for one in call.names) and isinstance(call.at(0), Text):
            yield _variable(call, file)
    for each in file.outline.classes:
        if any(_is_settings(one) for one in each.parents):
            yield from _settings(each, file)


def _is_read(name: str) -> bool:
    if name in _READS or name == "decouple.config":
        return True
    owner = next((one for one in _ENVIRONMENTS if name.startswith(one)), None)
    return owner is not None and (name == owner or name.removeprefix(f"{owner}.") in _CASTS)


def _variable(call: Called, file: PythonFile) -> Variable:
    given = call.at(0)
    name = given.text if isinstance(given, Text) else ""
    has_default = len(call.given) >= _FIRST_WITH_DEFAULT or any(key == "default" for key, _ in call.keywords)
    return Variable(file.site(call.line), name, has_default, is_secret(name))


def _is_settings(parent: str) -> bool:
    return last(parent) == "BaseSettings" and parent.partition(".")[0] in {
        "pydantic",
        "pydantic_settings",
        "BaseSettings",
    }


def _settings(each: Class, file: PythonFile) -> Iterator[Variable]:
    """Read a pydantic settings class: a field is a variable by its name in capitals, or by its alias."""
    prefix = _prefix(each)
    for one in each.members:
        if one.is_method or not one.type or one.name.startswith("_") or one.name == "model_config":
            continue
        alias = argument(one.value, -1, "validation_alias", "alias", "env") if isinstance(one.value, Called) else None
        name = alias.text if isinstance(alias, Text) else f"{prefix}{one.name}".upper()
        yield Variable(file.site(one.line), name, _has_default(one.value), is_secret(name))


def _has_default(value: Value | None) -> bool:
    if isinstance(value, Called) and value.word == "Field":
        return bool(value.given) or any(key in {"default", "default_factory"} for key, _ in value.keywords)
    return value is not None


def _prefix(each: Class) -> str:
    said = [one.value for one in each.members if one.name == "model_config"]
    said += [one.value for inner in each.inner for one in inner.members if one.name == "env_prefix"]
    for value in said:
        given = argument(value, -1, "env_prefix") if isinstance(value, Called) else value
        given = given.at("env_prefix") if isinstance(given, Record) else given
        if isinstance(given, Text):
            return given.text
    return ""
