"""Say an audit in any of its formats."""

from collections.abc import Mapping
from typing import assert_never

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.item import Item
from reviewbot.output.audit_file import dumped
from reviewbot.output.audit_format import AuditFormat
from reviewbot.output.audit_markdown import audit_markdown
from reviewbot.output.audit_page import audit_page
from reviewbot.output.audit_sarif import audit_sarif
from reviewbot.output.audit_text import audit_text
from reviewbot.output.screen import Terminal


def render_audit(
    report: AuditReport, items: Mapping[str, Item], form: AuditFormat, terminal: Terminal | None = None
) -> str:
    """Say an audit in one format: the same report gives the same text.

    `items` are those that were asked, for the why and the help of rules. `terminal` counts for text alone; without
    one it is 100 columns of UTF-8 without colour.
    """
    match form:
        case AuditFormat.TEXT:
            said = audit_text(report, terminal or Terminal())
        case AuditFormat.MARKDOWN:
            said = audit_markdown(report)
        case AuditFormat.JSON:
            said = dumped(report)
        case AuditFormat.SARIF:
            said = audit_sarif(report, items)
        case AuditFormat.HTML:
            said = audit_page(report, items)
        case _:
            assert_never(form)
    return said
