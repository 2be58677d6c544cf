"""The HTML templates: everything in them is escaped, and the page's policy allows its own style sheet alone."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from reviewbot.domain.item import Item
from reviewbot.domain.visible import visible
from reviewbot.output.frame import suggestion_lines
from reviewbot.output.highlight import pieces
from reviewbot.output.objection import CONFIGURATION, can_hold_comment, override
from reviewbot.output.prose import paragraphs, sentence
from reviewbot.output.references import Reference, reference
from reviewbot.output.wording import because, counted, found_by, listed, place


def rendered(name: str, sheets: Sequence[str], values: Mapping[str, object]) -> str:
    """Render a page with its style sheets."""
    environment = _environment()
    # Style is allowed by its digest, so that none smuggled into the text could count.
    style = "".join(environment.get_template(sheet).render() for sheet in sheets)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    own = {"style": Markup(style), "digest": digest}  # noqa: S704 -- our own templates, rendered without values
    return environment.get_template(name).render(values, **own)


@cache
def _environment() -> Environment:
    environment = SandboxedEnvironment(
        autoescape=True,
        loader=PackageLoader("reviewbot.output"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"visible": visible, "sentence": sentence, "paragraphs": paragraphs}
    environment.globals |= {
        "because": because,
        "can_hold_comment": can_hold_comment,
        "configuration": CONFIGURATION,
        "counted": counted,
        "found_by": found_by,
        "listed": listed,
        "override": override,
        "pieces": pieces,
        "place": place,
        "references": _references,
        "suggestion_lines": suggestion_lines,
    }
    return environment


def _references(item: Item | None) -> tuple[Reference, ...]:
    return tuple(reference(text) for text in item.references) if item else ()
