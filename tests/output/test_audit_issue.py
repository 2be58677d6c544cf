"""The tracking issue and what is said below it: useful, in bounds, and harmless whatever the code says."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.audited import ACCEPTANCE, CAUSES, HEAD, LIVED, REPORT, TODAY, many

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.levels import Severity
from reviewbot.domain.plan import React, Reaction
from reviewbot.domain.tracked import Known, Life, Lived, Memory
from reviewbot.domain.tracker import (
    CloseIssue,
    EditBelow,
    EditIssue,
    OpenIssue,
    PostBelow,
    Scan,
    TrackWrite,
    issue_mark,
    news_in,
    news_mark,
)
from reviewbot.findings.life import lived
from reviewbot.output.audit_comments import news_text
from reviewbot.output.audit_entry import repair
from reviewbot.output.audit_issue import WITHHELD, Outlook, audit_issue
from reviewbot.output.audit_rehearsal import audit_rehearsed
from reviewbot.output.links import Links
from reviewbot.output.outgoing import leak

LINKS = Links("https://github.example", "acme/shop", 0, HEAD, HEAD, HEAD)
HOSTS = frozenset({"github.example", "github.com"})
LOOP = LIVED.memory.causes[1]


def outlook(report: AuditReport = REPORT, life: Lived = LIVED) -> Outlook:
    return Outlook(report, life, {}, LINKS, lambda _path: ("acme/payments",))


def text(shown: Outlook | None = None) -> str:
    return audit_issue(shown or outlook(), issue_mark())


def remembering(*causes: Known) -> Lived:
    return replace(LIVED, memory=Memory(2, "", causes, LIVED.memory.history))


def test_each_cause_says_what_happens_where_whose_it_is_and_how_to_accept_it() -> None:
    body = text()
    assert body.startswith(f"{issue_mark()}\n### 1 critical, 4 high, 3 medium and 1 low root causes\n")
    assert "When the list has n orders, each round loads" in body
    assert f"[orders/api.py:21](https://github.example/acme/shop/blob/{HEAD}/orders/api.py#L21)" in body
    assert "owner: `acme/payments` · repair: small" in body
    assert f"`/accept {LOOP.id} REASON`" in body
    assert "and 9 more" in body
    assert "1 file not read by the agent: the budget was spent" in body
    assert f"`{CAUSES[8].id}` MD5 where a fast hash is enough: {ACCEPTANCE.reason} (maria)" in body
    assert leak(body, HOSTS) is None


def test_what_is_gone_is_not_listed() -> None:
    assert "one query per address" not in text()


def test_a_cause_that_was_not_looked_at_leads_to_the_commit_where_it_was_seen() -> None:
    then, path = Sha("a1" * 20), "orders/api.py"
    assert path in REPORT.slices[1].paths
    old = replace(LOOP, is_agents=True, seen=TODAY - timedelta(14))
    assert f"/blob/{then}/orders/api.py#L21" in text(outlook(life=remembering(old)))


def test_only_ten_causes_are_shown_and_the_others_counted_by_area() -> None:
    report = many(5_000)
    shown = lived(report, None, {}, TODAY)
    body = text(outlook(report, shown))
    assert body.count("/accept 0") == 10
    assert "This is the first audit" in body
    assert "#### 4,990 others" in body
    assert "- security: " in body
    assert len(body.encode()) <= 65_536


@pytest.mark.parametrize(
    ("count", "area", "size"),
    [(1, "security", "small"), (4, "security", "medium"), (21, "security", "large"), (1, "migrations", "medium"),
     (30, "events", "large")],
)  # fmt: skip
def test_a_repair_has_a_size(count: int, area: str, size: str) -> None:
    assert repair(replace(LOOP, count=count, area=area)) == size


HOSTILE = "@maria closes #7 ![x](https://evil.example/x.png) <img src=x> https://evil.example \u202e --> $x$"


def test_nothing_of_the_code_is_markup_a_mention_or_a_link() -> None:
    title = replace(LOOP, title=HOSTILE, message=HOSTILE, area=HOSTILE, acceptance=None)
    accepted = replace(LOOP, life=Life.ACCEPTED, acceptance=replace(ACCEPTANCE, by=HOSTILE, reason=HOSTILE))
    shown = outlook(replace(REPORT, notes=(HOSTILE,)), remembering(*(title,) * 12, accepted))
    for body in (text(shown), news_text(shown, (title,))):
        assert leak(body, HOSTS) is None
        assert "evil.example" in body


def test_a_cause_that_shows_a_secret_is_withheld_and_the_others_are_shown() -> None:
    leaking = replace(LOOP, title="ghp_" + "a" * 36)
    body = text(outlook(life=remembering(leaking, LOOP)))
    assert WITHHELD in body
    assert "ghp_" not in body
    assert LOOP.title in body
    assert "ghp_" not in news_text(outlook(), (leaking,))


def test_texts_that_are_too_long_say_less() -> None:
    endless = replace(LOOP, title="x" * 9_000)
    assert 9_000 < len(text(outlook(life=remembering(*(endless,) * 12)))) <= 65_536
    everything = replace(LOOP, title="x" * 90_000)
    assert "/accept" in text(outlook(life=remembering(everything)))
    assert "#### 1 other" in text(outlook(life=remembering(everything)))


def test_security_that_is_not_shown_is_counted() -> None:
    shown = replace(outlook(), secluded={Severity.CRITICAL: 1, Severity.LOW: 2})
    assert "Security: 1 critical and 2 low. This repository is public" in text(shown)
    assert "code scanning does not have them" in text(replace(shown, is_scanned=False))


def test_nothing_open_is_said_too() -> None:
    clean = replace(REPORT, coverage=Coverage(()))
    shown = replace(outlook(clean, replace(remembering(), new=(), reopened=(), gone=())), remarks=("A remark.",))
    assert "### Nothing is open\n\nNothing changed since the audit before.\n\nA remark." in text(shown)


def test_what_nobody_could_look_at_is_no_good_news() -> None:
    gap = CoveredFile("orders/api.py", FileState.FAILED, "shard 1 of 2 left no report")
    report = replace(REPORT, coverage=Coverage((gap,)))
    assert "### Nothing known is open\n" in text(outlook(report, remembering()))
    assert "1 file could not be looked at: what was open there before stays open." in text(outlook(report))


def test_where_only_security_is_open_the_issue_does_not_say_that_nothing_is() -> None:
    shown = replace(outlook(life=remembering()), secluded={Severity.CRITICAL: 1})
    assert "### Only security findings are open\n" in text(shown)


def test_the_way_to_everything_is_shown() -> None:
    pages = "the page in the artifact `reviewbot-audit` of the audit's run."
    scanning = "[code scanning](https://github.example/acme/shop/security/code-scanning)"
    assert f"Every place with its code: {scanning}, and {pages}" in text()
    assert f"Every place with its code: {pages}" in text(replace(outlook(), is_scanned=False))


def test_news_name_the_causes_in_their_mark() -> None:
    body = news_text(outlook(), LIVED.news)
    assert news_in(body) == (10, frozenset(one.id for one in LIVED.news))
    assert "**New: 1 critical and 2 high root causes**" in body
    back = [one for one in LIVED.news if one.life is Life.REOPENED]
    assert "**Open again: 1 high root cause**" in news_text(outlook(), back)
    assert "And 10 more: see the text of the issue." in news_text(outlook(), [LOOP] * 30)
    assert news_in("<!-- reviewbot:audit-news 1 0 x -->") == (0, frozenset())
    assert news_in(news_mark(3, (LOOP.id,)) + "\r\n") == (3, frozenset({LOOP.id}))


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (OpenIssue("a\u202e"), "== open an issue: What reviewbot finds on the main branch\na⟨U+202E⟩"),
        (EditIssue(7, "text"), "== edit issue 7\ntext"),
        (EditIssue(7, "text", reopens=True), "== re-open and edit issue 7\ntext"),
        (CloseIssue(8), "== close issue 8, which another audit opened"),
        (PostBelow(7, "text"), "== post a comment below the issue\ntext"),
        (EditBelow(9, "text"), "== edit comment 9\ntext"),
        (Scan(HEAD, "refs/heads/main", "{}"), "== give code scanning 2 characters for 9d8e7f609d of refs/heads/main"),
        (React("IC_1", Reaction.ROCKET), "== react with ROCKET"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_plan_is_told_in_words(write: TrackWrite, said: str) -> None:
    assert audit_rehearsed(write) == said


def test_long_lists_are_counted() -> None:
    files = tuple(CoveredFile(f"{number}.py", FileState.FAILED, f"reason {number}") for number in range(12))
    accepted = replace(LOOP, life=Life.ACCEPTED, acceptance=ACCEPTANCE)
    report = replace(REPORT, coverage=Coverage(files))
    body = text(Outlook(report, remembering(*(accepted,) * 13), {}, LINKS))
    assert "4 files for other reasons" in body
    assert "and 3 others" in body
    assert "owner:" not in text(Outlook(REPORT, LIVED, {}, LINKS))
