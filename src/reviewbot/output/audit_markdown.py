"""An audit as GitHub's Markdown, for a job summary or a wiki: root causes worst first, and the design part."""

from reviewbot.domain.audit import AuditReport
from reviewbot.output.audit_design import design_markdown
from reviewbot.output.audit_sum import audit_shortfall, audit_sum, audit_verdict, holdings
from reviewbot.output.tally import WORST_FIRST
from reviewbot.output.template import template
from reviewbot.output.wording import because, listed, place

_MOST_CAUSES = 100
_MOST_PLACES = 10
_MOST_NAMES = 5
_MOST_LINES = 12


def audit_markdown(report: AuditReport, most: int = _MOST_CAUSES) -> str:
    """Write an audit as Markdown in which nothing of the repository can be markup, a mention or a link.

    Of the root causes the `most` gravest are said in full, the others counted.
    """
    total = audit_sum(report)
    return template("audit.md.j2").render(
        report=report,
        total=total,
        verdict=audit_verdict(report, total),
        shortfall=audit_shortfall(report, total),
        severities=WORST_FIRST,
        held=holdings(report.inventory),
        design=design_markdown(report),
        places=_MOST_PLACES,
        most=most,
        place=place,
        names=lambda gap: listed(gap.names, _MOST_NAMES),
        because=because,
        cut=lambda quote: "\n".join(quote.split("\n")[:_MOST_LINES]),
    )
