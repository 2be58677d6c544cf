"""The page of an audit as text: what is on it, what may run, and that nothing of the repository is markup."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

import pytest
from support.audited import CAUSES, LIVED, REPORT, cause, found, many

from reviewbot.domain.audit import AuditReport, Shard
from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Cost, Problem, Status
from reviewbot.output.audit_page import audit_page

_PACKED = re.compile(r'<script type="text/plain" id="packed-(\w+)">([^<]+)</script>')


def _empty() -> AuditReport:
    return replace(
        REPORT,
        status=Status.COMPLETE,
        causes=(),
        coverage=Coverage(),
        inventory=Inventory(),
        extent=(),
        design=None,
        slices=(),
        unsure=0,
        notes=(),
        cost=Cost(),
    )


def _heading(html: str) -> str:
    heading = re.search("<h1>(.*?)</h1>", html)
    assert heading
    return heading[1]


def test_exactly_the_scripts_on_the_page_may_run() -> None:
    html = audit_page(REPORT, {}, LIVED)
    own = re.search(r"<script>(.*)</script>", html, re.DOTALL)
    assert own
    texts = [own[1].encode(), *(gzip.decompress(base64.b64decode(packed)) for _, packed in _PACKED.findall(html))]
    digests = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in texts]
    assert len(digests) == 3
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; base-uri 'none'" in unescape(html)


def test_a_page_carries_only_what_it_draws_with() -> None:
    assert _PACKED.findall(audit_page(_empty(), {})) == []
    charted = replace(_empty(), coverage=Coverage((CoveredFile("a.py", FileState.REVIEWED),)))
    assert [name for name, _ in _PACKED.findall(audit_page(charted, {}))] == ["charts"]


def test_no_cause_is_lost() -> None:
    html = audit_page(many(700), {})
    assert html.count('<details class="cause ') == 700


def test_the_gravest_come_first_and_settled_ones_last() -> None:
    html = audit_page(REPORT, {}, LIVED)
    shown = [int(number, 16) for number in re.findall(r'id="cause-([0-9a-f]{12})"', html)]
    assert shown == [1, 2, 3, 4, 12, 5, 6, 7, 8, 10, 9]


def test_what_nobody_looked_at_this_time_is_still_on_the_page() -> None:
    html = audit_page(REPORT, {}, LIVED)
    assert "The whole catalogue in one answer" in html
    assert "Nobody looked at these places this time" in html


def test_what_is_gone_is_said() -> None:
    html = audit_page(REPORT, {}, LIVED)
    assert "1 root cause gone since the last audit" in html
    assert "N+1: one query per address" in html


def test_an_acceptance_is_said_with_its_reason() -> None:
    assert "Accepted by maria: An entity tag is no secret." in audit_page(REPORT, {}, LIVED)


def test_places_lead_to_the_audited_commit() -> None:
    html = audit_page(REPORT, {})
    assert f'href="https://github.com/acme/shop/blob/{REPORT.snapshot.sha}/billing/invoices.py#L37"' in html


def test_places_of_a_local_repository_lead_nowhere() -> None:
    html = audit_page(replace(REPORT, snapshot=replace(REPORT.snapshot, repository="shop")), {})
    assert "/blob/" not in html


def test_without_an_agent_no_judgement_is_made_up() -> None:
    html = audit_page(replace(REPORT, design=None), {})
    assert "No agent took part" in html
    assert "<h3>Bottlenecks and scaling</h3>" not in html
    assert "<h3>Threat model</h3>" in html


@pytest.mark.parametrize(
    ("report", "heading"),
    [
        pytest.param(_empty(), "There was nothing to look at", id="empty"),
        pytest.param(replace(_empty(), status=Status.FAILED), "The audit failed", id="failed"),
        pytest.param(
            replace(_empty(), coverage=Coverage((CoveredFile("a.py", FileState.REVIEWED),))),
            "Nothing found in 1 file",
            id="clean",
        ),
        pytest.param(replace(_empty(), causes=CAUSES[1:3]), "2 high", id="found"),
        pytest.param(replace(_empty(), causes=CAUSES[8:]), "There was nothing to look at", id="settled"),
    ],
)
def test_the_heading_says_the_outcome(report: AuditReport, heading: str) -> None:
    assert _heading(audit_page(report, {})) == heading


def test_a_failed_audit_shows_its_problem_and_no_counts() -> None:
    problem = Problem("UsageError", ".github/reviewbot.yml", 3, "Write a number.")
    html = audit_page(replace(_empty(), status=Status.FAILED, problem=problem), {})
    assert "Write a number." in html
    assert 'class="tiles"' not in html


def test_a_failed_audit_that_found_something_says_both() -> None:
    html = audit_page(replace(REPORT, status=Status.FAILED), {})
    assert _heading(html) == "1 critical, 3 high, 3 medium, 1 low"
    assert "The audit failed before it was complete" in html


def test_a_shard_says_that_it_is_one() -> None:
    assert "shard 3 of 8" in audit_page(replace(REPORT, shard=Shard(3, 8)), {})


def test_the_first_audit_is_the_baseline() -> None:
    first = replace(LIVED, is_first=True, memory=replace(LIVED.memory, history=LIVED.memory.history[-1:]))
    html = audit_page(REPORT, {}, first)
    assert "The first audit: what it found is the baseline." in html
    assert 'data-chart="trend"' not in html


def test_no_text_ends_the_element_of_the_values() -> None:
    evil = "</script><script>window.ran=1</script>"
    hostile = cause(1, "", found("x", evil, Severity.HIGH, evil, (f"{evil}/a.py", 1)))
    html = audit_page(replace(_empty(), causes=(hostile,)), {})
    values = re.search(r'<script type="application/json" id="values">([^<]*)</script>', html)
    assert values
    assert json.loads(values[1])["areas"][0]["area"] == evil
    assert "<script>window.ran" not in html


def test_an_item_is_explained_once_however_many_causes_it_has(items: Mapping[str, Item]) -> None:
    html = audit_page(REPORT, items)
    assert html.count('id="item-query-in-loop"') == 1
    assert '<a href="#item-query-in-loop">' in html
    assert "cwe.mitre.org/data/definitions/1073.html" in html
    assert 'id="item-no-circuit-breaker"' not in html


def test_the_same_audit_gives_the_same_page() -> None:
    assert audit_page(REPORT, {}, LIVED) == audit_page(REPORT, {}, LIVED)
