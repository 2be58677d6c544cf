"""The Markdown templates: ours alone, in a sandbox, with the filters that make any value harmless."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from reviewbot.output.markup import code_span, fenced, html_text, plain_text, prose
from reviewbot.output.wording import counted


@cache
def template(name: str) -> Template:
    """Load a Markdown template: each value in it goes through `plain`, `code`, `prose` or `fenced`, or is ours."""
    return _environment().get_template(name)


def source(name: str) -> str:
    """Give the text of a template, for a team to begin with."""
    return (files("reviewbot.output") / "templates" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = SandboxedEnvironment(
        # Markdown, not HTML: what a browser would take for markup is escaped by the filters.
        autoescape=False,
        loader=PackageLoader("reviewbot.output"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "plain": plain_text,
        "code": code_span,
        "prose": prose,
        "fenced": fenced,
        "html": html_text,
    }
    environment.globals |= {"counted": counted}
    return environment
