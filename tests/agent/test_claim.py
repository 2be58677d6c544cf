"""Test which claims may be looked into: those that cite, show and say when."""

from dataclasses import replace

import pytest
from support.agent import Loose, claimed, revealed

from reviewbot.agent.claim import Accepted, candidates
from reviewbot.agent.prompt import TeamRule
from reviewbot.agent.reply import Claimed
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Replacement
from reviewbot.domain.levels import Confidence, Severity

RULES = (
    TeamRule(
        "REVIEW.md", "# Rules\n\n- Every job takes\n  a lock\tbefore it runs.\n- Never log hunter2hunter2 at all.\n"
    ),
    TeamRule("shop/AGENTS.md", "Amounts are whole\u200b cents."),
)
ACCEPTED = Accepted(
    {"shop/orders.py": frozenset({"query-in-loop", "missing-timeout"}), "shop/jobs.py": frozenset({"missing-timeout"})},
    RULES,
    revealed,
)


def made(**fields: Loose) -> list[Candidate]:
    """Make candidates of one claim."""
    return list(candidates([Claimed.model_validate(claimed(**fields))], ACCEPTED))


def test_a_claim_that_cites_shows_and_says_when_is_a_candidate() -> None:
    assert made() == [
        Candidate(
            item="query-in-loop",
            anchor=Anchor("shop/orders.py", Side.RIGHT, 2, 2),
            quote="    for order in shop.orders.all():",
            title="N+1: one query per order",
            trigger="When a shop has n orders, each loads its customer.",
            message="Looked for select_related: there is none. Add it.",
            confidence=Confidence.LOW,
            source="agent",
            refute="A select_related on the queryset.",
        )
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"item": ""},
        {"item": "sql-injection"},
        {"item": "query-in-loop", "path": "shop/jobs.py"},
        {"path": "shop/elsewhere.py"},
        {"path": "../../etc/passwd"},
        {"quote": ""},
        {"quote": " \n\t"},
        {"trigger": "  "},
        {"title": ""},
        {"item": "broken-team-rule"},
        {"item": "broken-team-rule", "rule": "every job takes a lock before it runs."},
        {"item": "broken-team-rule", "rule": "Every job takes a mutex before it runs."},
        {"item": "broken-team-rule", "rule": "Every job"},
        {"item": "broken-team-rule", "rule": "Every job takes a lock before it runs.", "path": "elsewhere.py"},
        {"item": "", "rule": "Every job takes a lock before it runs."},
    ],
    ids=["no item", "not asked", "not asked of this file", "not shown", "outside", "no quote", "blank quote",
         "no trigger", "no title", "no rule", "other letters", "other words", "too short a rule", "rule elsewhere",
         "rule without the item"],
)  # fmt: skip
def test_what_cites_nothing_or_shows_nothing_is_dropped(fields: dict[str, str]) -> None:
    assert made(**fields) == []


@pytest.mark.parametrize(
    "rule",
    ["Every job takes a lock before it runs.", "Every job takes\n  a lock  before it runs.", "- Every job takes",
     "Never log ⟦secret-1⟧ at all.", "Amounts are whole⟨U+200B⟩ cents."],
    ids=["on one line", "on two", "a part", "with a secret", "as it was shown"],
)  # fmt: skip
def test_a_rule_of_the_team_is_cited_word_for_word(rule: str) -> None:
    (one,) = made(item="broken-team-rule", rule=rule, message="No lock here.")
    assert one.item == "broken-team-rule"
    assert one.message == f"The team's rule: “{' '.join(rule.split())}” No lock here."


def test_a_dropped_claim_costs_no_other() -> None:
    several = [Claimed.model_validate(one) for one in (claimed(item="x"), claimed(title="kept"), claimed(quote=""))]
    assert [one.title for one in candidates(several, ACCEPTED)] == ["kept"]


def test_without_rules_none_can_be_cited() -> None:
    broken = Claimed.model_validate(claimed(item="broken-team-rule", rule="Every job takes a lock before it runs."))
    assert list(candidates([broken], replace(ACCEPTED, rules=()))) == []


def test_a_quote_of_several_lines_anchors_them_all() -> None:
    (one,) = made(quote="\n    first\n    second\n", line=7)
    assert one.quote == "    first\n    second"
    assert (one.anchor.start_line, one.anchor.line) == (7, 8)


def test_a_quote_ends_after_forty_lines() -> None:
    (one,) = made(quote="\n".join("x" * 99), line=1)
    assert (one.anchor.line, one.quote.count("\n")) == (40, 39)


def test_secrets_are_put_back_where_they_are_compared() -> None:
    (one,) = made(quote="key = '⟦secret-1⟧'")
    assert one.quote == "key = 'hunter2hunter2'"


def test_a_replacement_that_repeats_a_secret_is_none() -> None:
    (one,) = made(replacement="key = '⟦secret-1⟧'", replacement_start=2, replacement_end=2)
    assert one.replacement is None


def test_secrets_are_not_put_back_where_they_are_said() -> None:
    (one,) = made(title="⟦secret-1⟧", trigger="⟦secret-1⟧", message="⟦secret-1⟧", refute="⟦secret-1⟧")
    assert {one.title, one.trigger, one.message, one.refute} == {"⟦secret-1⟧"}


def test_a_claim_about_a_removed_line_is_anchored_in_the_base() -> None:
    (one,) = made(side="LEFT", replacement="x = 1", replacement_start=2, replacement_end=2)
    assert one.anchor.side is Side.LEFT
    assert one.replacement is None


@pytest.mark.parametrize(
    ("text", "first", "last", "is_kept"),
    [
        ("x = 1", 2, 3, True),
        ("x = 1", 2, 42, True),
        ("", 2, 3, False),
        (" \n", 2, 3, False),
        ("x = 1", 0, 0, False),
        ("x = 1", -1, 3, False),
        ("x = 1", 3, 2, False),
        ("x = 1", 2, 43, False),
    ],
    ids=["lines", "forty more", "empty", "blank", "none", "before the file", "backwards", "too many"],
)
def test_a_replacement_names_lines_that_can_be(text: str, first: int, last: int, is_kept: bool) -> None:
    (one,) = made(replacement=text, replacement_start=first, replacement_end=last)
    assert one.replacement == (Replacement(first, last, text) if is_kept else None)


@pytest.mark.parametrize(("word", "severity"), [("", None), ("critical", Severity.CRITICAL)], ids=["its own", "told"])
def test_a_severity_is_the_items_own_unless_told(word: str, severity: Severity | None) -> None:
    (one,) = made(severity=word)
    assert one.severity is severity


def test_related_places_are_a_few_lines_that_can_be() -> None:
    places = [{"path": "a.py", "line": number} for number in (0, -4, *range(1, 30))]
    (one,) = made(related=places)
    assert [place.line for place in one.related] == list(range(1, 9))
    assert one.related[0] == Anchor("a.py", Side.RIGHT, 1, 1)


def test_sentences_stay_on_one_line_and_within_bounds() -> None:
    (one,) = made(title="a\n" + "b" * 500, trigger="When\r\n\tit\u2028rains", message="c " * 900)
    assert one.title == "a " + "b" * 157 + "…"
    assert one.trigger == "When it rains"
    assert (len(one.message), one.message[-2:]) == (800, "c…")


def test_a_file_is_found_by_the_name_it_was_shown_under() -> None:
    accepted = replace(ACCEPTED, named={"shop/⟨U+200B⟩orders.py": "shop/orders.py"})
    (one,) = candidates([Claimed.model_validate(claimed(path="shop/⟨U+200B⟩orders.py"))], accepted)
    assert one.anchor.path == "shop/orders.py"
