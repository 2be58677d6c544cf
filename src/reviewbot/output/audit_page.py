"""An audit as one self-contained page: what is wrong in priority order, how it went, and what the code is made of."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.item import Item
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Known, Life, Lived
from reviewbot.output.audit_cause import PageCause, by_severity, page_causes
from reviewbot.output.audit_charts import as_json, charts
from reviewbot.output.audit_coverage import audit_coverage
from reviewbot.output.audit_design import NO_AGENT, Designed, designed
from reviewbot.output.page_template import rendered
from reviewbot.output.vendored import Script, allowed, own_script, script
from reviewbot.output.wording import counted

_GITHUB = "https://github.com"


def audit_page(
    report: AuditReport, items: Mapping[str, Item], lived: Lived | None = None, server: str = _GITHUB
) -> str:
    """Write an audit as HTML that needs no network: its own scripts run by their digest, and nothing else can.

    `lived` adds the trend and what became of each cause. `server` is GitHub's address for permanent links.
    """
    causes = page_causes(report, lived, server)
    design = designed(report)
    shown = charts(report, causes, lived.memory.history if lived else ())
    own = own_script("audit")
    scripts = _scripts(design, has_charts=bool(shown.areas or shown.trend or shown.shares))
    values = {
        "report": report,
        "verdict": _verdict(report, causes),
        "counts": by_severity(causes),
        "causes": causes,
        "gone": _gone(lived),
        "choices": _choices(causes),
        "charts": shown,
        "charts_json": as_json(shown),
        "coverage": audit_coverage(report),
        "design": design,
        "no_agent": NO_AGENT,
        "asked": _asked(causes, items),
        "items": items,
        "lived": lived,
        "lines": {},
        "own_markup": Markup(own),  # noqa: S704 -- a script of ours, without a value
        "scripts": scripts,
        "policy": " ".join((allowed(own.encode()), *(one.allowed for one in scripts.values()))),
    }
    return rendered("audit.html.j2", ("review.css.j2", "audit.css.j2"), values)


def _scripts(design: Designed, *, has_charts: bool) -> Mapping[str, Script]:
    """Take along only what the page draws with."""
    has_diagrams = bool(design.pictures or design.schemas)
    return {name: script(name) for name, is_used in (("charts", has_charts), ("diagrams", has_diagrams)) if is_used}


def _verdict(report: AuditReport, causes: Sequence[PageCause]) -> str:
    """Say the outcome in a few words, which never call clean what was not looked at."""
    counts = ", ".join(f"{count:,} {severity}" for severity, count in by_severity(causes).items() if count)
    if counts:
        return counts
    if report.status is Status.FAILED:
        return "The audit failed"
    files = sum(one.state == "reviewed" for one in report.coverage.files)
    return f"Nothing found in {counted(files, 'file')}" if files else "There was nothing to look at"


def _gone(lived: Lived | None) -> tuple[Known, ...]:
    just_gone = set(lived.gone) if lived else set()
    return tuple(one for one in lived.memory.causes if one.id in just_gone and one.life is Life.GONE) if lived else ()


def _asked(causes: Sequence[PageCause], items: Mapping[str, Item]) -> Mapping[str, Item]:
    """Give the items of the causes once each: thousands of causes share a few explanations."""
    names = sorted({one.item for one in causes})
    return {name: items[name] for name in names if name in items}


def _choices(causes: Sequence[PageCause]) -> Mapping[str, tuple[str, ...]]:
    """List the values that causes can be filtered by, in the order of their weight on the page."""
    return {
        "severity": tuple(
            dict.fromkeys(str(one.severity) for one in sorted(causes, key=lambda one: -one.severity.rank))
        ),
        "area": tuple(sorted({one.area for one in causes})),
        "life": tuple(dict.fromkeys(one.life for one in causes if one.life)),
        "source": tuple(sorted({one.source for one in causes})),
    }
