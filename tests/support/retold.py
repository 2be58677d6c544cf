"""Earlier findings as threads, and an agent that looks at them from a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from typing import Any

from anthropic_simulator.answer import Answer, say_json

from reviewbot.domain.finding import Anchor, Candidate, Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import FindingMarker, finding_mark
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker, remark_mark
from reviewbot.domain.report import Reply, ReplyKind, Verdict
from reviewbot.domain.retold import Reheard, Retold, Talk, Unsaid
from reviewbot.domain.shown import Thread
from reviewbot.domain.source import Source
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.findings.settle import settled
from reviewbot.syntax.languages import grammar_of
from support.agent import candidate

PATH = "shop/orders.py"
BASE = "def orders(shop):\n    return None\n"
THEN = """def orders(shop):
    for order in shop.orders.all():
        print(order.customer.name)
    return None


def more(shop):
    return shop.more
"""
QUOTE = "    for order in shop.orders.all():\n        print(order.customer.name)"
WORDS = "**High · N+1: one query per order**\nWhen a shop has n orders, each loads its customer."

Loose = Any
"""Fields of a value, by name, which a test sets one or two of."""


def claimed_in(text: str, quote: str = QUOTE, path: str = PATH, line: int = 1) -> Candidate:
    """Settle a claim on its lines as a review does."""
    anchor = replace(candidate(path, line).anchor, line=line)
    one = settled(candidate(path, line, quote=quote, anchor=anchor), Source(path, text, grammar_of(path)))
    assert one is not None
    return one


def excerpt(base: str, head: str, anchor: Anchor) -> str:
    """Write the end of a diff as GitHub shows it above a comment on lines of the head."""
    lines = list(unified_diff(base.splitlines(), head.splitlines(), lineterm="", n=3))[2:]
    shown, number = [lines[0]], int(lines[0].partition("+")[2].partition(",")[0]) - 1
    for line in lines[1:]:
        shown.append(line)
        number += line[:1] != "-"
        if number >= anchor.line:
            break
    return "\n".join(shown)


def thread(base: str = BASE, then: str = THEN, quote: str = QUOTE, path: str = PATH, **fields: Loose) -> Thread:
    """Make the open thread of a finding of the agent's on a version of a file; `severity` is that of its mark."""
    one = claimed_in(then, quote, path)
    severity = Severity(fields.pop("severity", "high"))
    is_agents = fields.pop("is_agents", True)
    marker = FindingMarker("0" * 16, one.item, severity, (fingerprint(one),), is_agents)
    plain = Thread(
        node=f"T_{path}_{fingerprint(one)}",
        comment_node="C_1",
        marker=marker,
        path=path,
        excerpt=excerpt(base, then, one.anchor),
        is_resolved=False,
        can_resolve=True,
        has_answer=False,
        is_folded=False,
        number=100,
        body=f"{finding_mark(marker)}\n{WORDS}",
    )
    return replace(plain, **fields)


def theirs(number: int = 101, body: str = "There are never more than three orders.", author: str = "ada") -> Remark:
    """Make a person's remark."""
    return Remark(number, author, body)


def ours(kind: RemarkKind, number: int = 102, answered: int = 101, body: str = "Look at line 3.") -> Remark:
    """Make a remark of ours with its mark."""
    marker = RemarkMarker(kind, answered)
    return Remark(number, "reviewbot[bot]", f"{remark_mark(marker)}\n{body}", is_ours=True, marker=marker)


@dataclass(frozen=True, slots=True)
class Second:
    """Answers what it was given, and remembers what it was shown."""

    verdict: Reheard = Reheard(Verdict.GONE, "The customers are fetched at once.")  # noqa: RUF009
    says: Unsaid | None = None
    claims: list[Retold] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)

    def recheck(self, claims: Sequence[Retold], /) -> tuple[Reheard, ...]:
        """Say the same of every claim."""
        self.claims.extend(claims)
        return tuple(self.verdict for _ in claims)

    def answer(self, talks: Sequence[Talk], /) -> tuple[Reply | Unsaid, ...]:
        """Withdraw whatever somebody objects to."""
        self.talks.extend(talks)
        return tuple(self.says or Reply(one.said[-1].number, ReplyKind.WITHDRAW, "You are right.") for one in talks)


def rejudged(*verdicts: object) -> Answer:
    """Answer as a sceptic who looks at earlier remarks."""
    return say_json({"verdicts": list(verdicts)})


def regiven(number: int | str = 1, **fields: Loose) -> dict[str, object]:
    """Write a verdict on an earlier remark."""
    plain: dict[str, object] = {
        "remark": str(number),
        "verdict": "gone",
        "path": PATH,
        "line": 2,
        "quote": '    for order in shop.orders.select_related("customer"):',
        "reason": "The customers are fetched at once.",
    }
    assert set(fields) <= set(plain)
    return plain | fields


def spoken(**fields: Loose) -> dict[str, object]:
    """Write an answer to a person's words."""
    plain: dict[str, object] = {
        "decision": "uphold",
        "path": PATH,
        "line": 3,
        "quote": "        print(order.customer.name)",
        "text": "A shop with 500 orders asks 501 times.",
    }
    assert set(fields) <= set(plain)
    return plain | fields


def replied(*answers: object) -> Answer:
    """Answer as whoever made a remark."""
    return say_json({"answers": list(answers)})


def fingerprints(several: Sequence[Thread]) -> tuple[Fingerprint, ...]:
    """Give the fingerprints of threads in their order."""
    return tuple(one for each in several for one in each.marker.fingerprints)
