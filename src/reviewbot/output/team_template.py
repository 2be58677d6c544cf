"""A template that a team wrote: read before it is used, so that nothing in it can take long, grow or reach out.

It may print values, choose with `if` and go through lists with `for`, but not with one `for` in another: what it takes
and what it gives grows with its length times that of its values, and with nothing else.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import TracebackType

from jinja2 import StrictUndefined, Template, TemplateError, TemplateRuntimeError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reviewbot.domain.visible import visible
from reviewbot.errors import ConfigurationError, Place

Values = Mapping[str, str | tuple[str, ...] | Mapping[str, str]]
"""What a template may print: texts that are safe in a comment, and lists of such."""

_MOST_CHARACTERS = 20_000
_MOST_LOOPS = 50
_MOST_GIVEN = 1_000_000
_DEEPEST = 30
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.CondExpr, nodes.Concat,
)  # fmt: skip
_FILTERS = ("capitalize", "first", "join", "last", "length", "lower", "trim", "upper")
_MAY = (
    "It may hold values, `if`, `for` without another `for` in it, "
    f"and the filters {', '.join(f'`{name}`' for name in _FILTERS)}."
)


@dataclass(frozen=True, slots=True)
class TeamTemplate:
    """A template that was read, and the file that it came from."""

    file: str
    template: Template


def team_template(text: str, file: str, known: Collection[str]) -> TeamTemplate:
    """Read a template that may use the known names; raises ConfigurationError with its line for what it may not."""
    if len(text) > _MOST_CHARACTERS:
        message = f"The template is longer than {_MOST_CHARACTERS:,} characters."
        raise ConfigurationError(message, "Leave out what no comment needs.", Place(file))
    try:
        tree = _environment().parse(text)
        _check(tree, file, known)
        return TeamTemplate(file, _environment().from_string(tree))
    except TemplateSyntaxError as error:
        raise _wrong(f"This is no template: {error.message}", "", file, error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise _wrong("The template is nested too deeply, or has a number that is too long.", "", file, 0) from error


def rendered(template: TeamTemplate, values: Values) -> str:
    """Fill in values; raises ConfigurationError with the line where that cannot be done."""
    given, length = [], 0
    try:
        for piece in template.template.generate(values):
            given.append(piece)
            length += len(piece)
            if length > _MOST_GIVEN:
                message = f"The template gives more than {_MOST_GIVEN:,} characters."
                raise ConfigurationError(message, "Print each list once.", Place(template.file))
    except (TemplateError, TypeError, ValueError) as error:
        line = _line(error.__traceback__)
        raise _wrong(f"The template cannot be filled in: {error}.", "", template.file, line) from error
    text = "".join(given).strip("\n")
    if not text.strip():
        raise ConfigurationError("The template gives no text.", "Print at least one value.", Place(template.file))
    if text.startswith("<!--"):
        # The first lines are where the next run looks for marks.
        raise ConfigurationError("The template begins with a hidden comment.", "Remove it.", Place(template.file))
    return text


def _check(tree: nodes.Template, file: str, known: Collection[str]) -> None:
    """Go through what was parsed, before anything of it is worked out."""
    loops = 0
    for node, depth, is_in_loop in _walked(tree):
        loops += isinstance(node, nodes.For)
        if depth > _DEEPEST or loops > _MOST_LOOPS:
            raise _wrong("The template is nested too deeply, or has too many loops.", _MAY, file, node.lineno)
        if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.For) and (is_in_loop or node.recursive)):
            what = type(node).__name__.lower()
            raise _wrong(f"`{what}` is more than a template of comments may hold here.", _MAY, file, node.lineno)
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            raise _wrong(f"There is no filter `{node.name}`.", _nearest(node.name, _FILTERS), file, node.lineno)
    unknown = meta.find_undeclared_variables(tree) - set(known)
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            raise _wrong(f"There is no value `{name.name}`.", _nearest(name.name, known), file, name.lineno)


def _walked(tree: nodes.Template) -> Iterator[tuple[nodes.Node, int, bool]]:
    """Give each node with its depth, and whether it stands inside of a loop."""
    pending: list[tuple[nodes.Node, int, bool]] = [(tree, 0, False)]
    while pending:
        node, depth, is_in_loop = pending.pop()
        yield node, depth, is_in_loop
        is_inside = is_in_loop or isinstance(node, nodes.For)
        pending += ((child, depth + 1, is_inside) for child in node.iter_child_nodes())


def _nearest(name: str, names: Collection[str]) -> str:
    near = get_close_matches(name[:60], names, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"There are {', '.join(f'`{one}`' for one in sorted(names))}."


def _wrong(message: str, hint: str, file: str, line: int) -> ConfigurationError:
    hint = hint or "Write values as `{{ name }}`; `reviewbot config templates` gives the templates to begin with."
    return ConfigurationError(visible(message), hint, Place(file, line))


def _line(trace: TracebackType | None) -> int:
    """Give the line of a template where an error came up; jinja puts it into the traceback."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _joined(values: object, separator: str = "") -> str:
    """Join a list alone: of a text it would make one that is longer with every filter."""
    if not isinstance(values, tuple):
        raise TemplateRuntimeError("only a list can be joined")
    return str(separator).join(values)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        # Markdown, not HTML: the values are safe in a comment as they are.
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters = {**filters, "join": _joined}
    environment.globals = {}
    return environment
