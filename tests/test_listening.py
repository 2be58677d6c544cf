"""Commands below the tracking issue between two audits."""

from dataclasses import replace

import pytest
from support.audited import CAUSES, REPORT
from support.office import Office, published

from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import React, Reaction
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Known, Life
from reviewbot.listening import listen
from reviewbot.output.memory import decoded

LOOP, LEAK = CAUSES[1], CAUSES[6]
BEFORE = replace(REPORT, causes=(LOOP, LEAK), status=Status.COMPLETE)
AFTER = replace(BEFORE, snapshot=replace(REPORT.snapshot, sha=Sha("1" * 40)))


def hear(office: Office) -> None:
    listen("acme/shop", "https://github.example", Sha("1" * 40), office, office)


def cause(office: Office, id_: str = LOOP.id) -> Known:
    memory = decoded(list(office.ours()))
    assert memory is not None
    return next(one for one in memory.causes if one.id == id_)


def reactions(office: Office) -> list[Reaction]:
    return [one.reaction for one in office.writes if isinstance(one, React)]


def test_an_acceptance_is_remembered_at_once_and_the_next_audit_keeps_to_it() -> None:
    office = Office()
    published(office, BEFORE)
    number = office.says(f"/accept {LOOP.id} It runs at night.")
    hear(office)
    accepted = cause(office).acceptance
    assert accepted is not None
    assert (accepted.by, accepted.source.endswith(f"/issues/7#issuecomment-{number}")) == ("alice", True)
    published(office, AFTER)
    assert cause(office).life is Life.ACCEPTED
    assert reactions(office) == [Reaction.ROCKET]
    assert "It runs at night. (alice)" in office.issue.body


def test_it_is_taken_back_at_once_too() -> None:
    office = Office()
    published(office, BEFORE)
    for body in (f"/accept {LOOP.id} Fine.", f"/reopen {LOOP.id}"):
        office.says(body)
        hear(office)
    assert (cause(office).life, cause(office).acceptance) == (Life.REOPENED, None)
    published(office, AFTER)
    assert cause(office).life is not Life.ACCEPTED


def test_nothing_said_writes_nothing() -> None:
    office = Office()
    hear(office)
    published(office, BEFORE)
    office.says("Thank you.")
    written = len(office.writes)
    hear(office)
    assert len(office.writes) == written


@pytest.mark.parametrize("login", ["stranger", "alice"])
def test_what_cannot_be_done_is_answered_once(login: str) -> None:
    office = Office()
    published(office, BEFORE)
    office.says(f"/accept {LOOP.id}" if login == "alice" else f"/accept {LOOP.id} Mine.", login)
    hear(office)
    hear(office)
    assert len(office.said()) == 1
    assert reactions(office) == [Reaction.CONFUSED]
    assert cause(office).acceptance is None


def test_an_id_that_a_public_memory_does_not_hold_waits_for_the_next_audit() -> None:
    office = Office(is_public=True)
    published(office, BEFORE)
    office.says(f"/accept {LEAK.id} No token is in it.")
    hear(office)
    assert reactions(office) == []
    published(office, AFTER)
    assert reactions(office) == [Reaction.ROCKET]
    assert cause(office, LEAK.id).life is Life.ACCEPTED


def test_what_is_gone_stays_gone() -> None:
    office = Office()
    published(office, BEFORE)
    published(office, replace(AFTER, causes=(LEAK,)))
    for body in (f"/accept {LOOP.id} Fine.", f"/reopen {LOOP.id}"):
        office.says(body)
        hear(office)
        assert cause(office).life is Life.GONE


def test_nobody_waits_for_a_strangers_word_about_what_nobody_knows() -> None:
    office = Office(is_public=True)
    published(office, BEFORE)
    office.says(f"/accept {LEAK.id} Never mind.", "stranger")
    office.says(f"/accept {LOOP.id} It runs at night.")
    hear(office)
    assert reactions(office) == [Reaction.CONFUSED, Reaction.ROCKET]
    assert cause(office).life is Life.ACCEPTED


def test_a_stranger_gets_one_comment_however_much_they_write() -> None:
    office = Office()
    published(office, BEFORE)
    for _ in range(3):
        office.says(f"/accept {LOOP.id} Mine.", "stranger")
        office.says(f"/accept {LOOP.id} Mine.", "stranger")
        hear(office)
    assert len(office.said()) == 1
    assert reactions(office) == [Reaction.CONFUSED] * 6


def test_what_was_remembered_in_private_is_not_written_again_in_public() -> None:
    office = Office()
    published(office, BEFORE)
    office.is_public = True
    office.says(f"/accept {LOOP.id} It runs at night.")
    hear(office)
    memory = decoded(list(office.ours()))
    assert memory is not None
    assert {one.area for one in memory.causes}.isdisjoint({"security"})
