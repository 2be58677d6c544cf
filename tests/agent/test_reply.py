"""Test that an answer is read claim by claim, whatever it holds."""

import json
from collections.abc import Mapping

import pytest
from anthropic_simulator.fields import Fields
from anthropic_simulator.schema import check_schemas
from hypothesis import given, settings
from hypothesis import strategies as st
from support.agent import Loose, claimed, verdict
from support.retold import regiven, spoken

from reviewbot.agent.conversation import Unreadable
from reviewbot.agent.reply import (
    Answered,
    Entries,
    recheck_answer,
    recheck_schema,
    review_answer,
    review_schema,
    talk_answer,
    talk_schema,
    verify_answer,
    verify_schema,
)


def read(*claims: object, examined: object = ()) -> Entries[Loose]:
    """Read a reviewer's answer, and insist that it can be."""
    got = review_answer(
        json.dumps({"examined": list(examined) if isinstance(examined, tuple) else examined, "candidates": claims})
    )
    assert isinstance(got, Entries), got
    return got


SCHEMAS = (review_schema(), verify_schema(), recheck_schema(), talk_schema())


@pytest.mark.parametrize("schema", SCHEMAS, ids=["review", "verify", "recheck", "talk"])
def test_the_api_takes_the_schemas(schema: Mapping[str, object]) -> None:
    body = {"output_config": {"format": {"type": "json_schema", "schema": schema}}}
    check_schemas(Fields(json.loads(json.dumps(body))))
    # The bounds are ours to hold: the API would refuse them, and the model read them.
    assert "maxLength" not in json.dumps(schema)
    assert "maximum" not in json.dumps(schema)


@pytest.mark.parametrize("made", SCHEMAS, ids=["review", "verify", "recheck", "talk"])
def test_every_field_is_required_and_no_other_is_taken(made: Mapping[str, object]) -> None:
    schema = json.loads(json.dumps(made))
    for one in (schema, *schema["$defs"].values()):
        assert sorted(one["required"]) == sorted(one["properties"])
        assert one["additionalProperties"] is False


def test_an_answer_holds_claims_and_what_was_examined() -> None:
    got = read(claimed(), examined=("query-in-loop", "missing-timeout"))
    assert [one.item for one in got.entries] == ["query-in-loop"]
    assert got.examined == {"query-in-loop", "missing-timeout"}
    assert got.lost == 0


def test_ids_that_are_no_text_are_not_examined() -> None:
    assert read(examined=("query-in-loop", 7, None, ["missing-timeout"], {"a": 1})).examined == {"query-in-loop"}


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "query-in-loop",
        [],
        {},
        {"item": "query-in-loop"},
        claimed(line="2"),
        claimed(line=2.5),
        claimed(line=True),
        claimed(line=10**4_000),
        claimed(line=-10_000_001),
        claimed(side="MIDDLE"),
        claimed(severity="apocalyptic"),
        claimed(quote=None),
        claimed(quote="x" * 20_001),
        claimed(replacement="x" * 20_001),
        claimed(related=[{"path": "a.py"}]),
        claimed(related=[{"path": "a.py", "line": 10**30}]),
        claimed(related={}),
    ],
    ids=["nothing", "text", "list", "empty", "only an item", "line as text", "half a line", "line of truth",
         "endless line", "line below all", "side", "severity", "no quote", "endless quote", "endless replacement",
         "half a place", "far place", "no list of places"],
)  # fmt: skip
def test_a_claim_that_cannot_be_read_costs_no_other(odd: object) -> None:
    got = read(claimed(title="one"), odd, claimed(title="two"))
    assert [one.title for one in got.entries] == ["one", "two"]
    assert got.lost == 1


def test_an_item_whose_claim_was_lost_is_not_clean() -> None:
    got = read(claimed(line="2"), {"item": ["missing-timeout"]}, examined=("query-in-loop", "missing-timeout"))
    assert got.examined == {"missing-timeout"}


def test_more_is_taken_than_was_asked_for() -> None:
    assert len(read(claimed() | {"mood": "grim"}).entries) == 1


def test_nobody_makes_endless_claims() -> None:
    got = read(*(claimed(item=f"item-{number}") for number in range(100)), examined=("item-5", "item-95"))
    assert (len(got.entries), got.lost) == (60, 40)
    assert got.examined == {"item-5"}


@pytest.mark.parametrize(
    "text",
    ["", "Nothing found.", "[]", "7", "null", '"text"', "{}", '{"examined": []}', '{"candidates": []}',
     '{"examined": {}, "candidates": []}', '{"examined": [], "candidates": "none"}', "{", '{"examined": [NaN]',
     '{"examined": [NaN], "candidates": []}', "[" * 10_000, '{"a":' * 10_000, '{"examined": ["\\ud800"]}',
     "```json\n{}", '{"examined": [], "candidates": []} and more', "9" * 10_000, "\ud800"],
    ids=lambda text: repr(text[:24]),
)  # fmt: skip
def test_what_is_no_answer_says_why(text: str) -> None:
    got = review_answer(text)
    assert isinstance(got, Unreadable)
    assert got.reason
    assert len(got.reason) < 300


@pytest.mark.parametrize("fence", ["```", "```json", "  \n```JSON"], ids=repr)
def test_a_fence_around_an_answer_is_taken_off(fence: str) -> None:
    assert isinstance(review_answer(f'{fence}\n{{"examined": [], "candidates": []}}\n```\n'), Entries)


def test_a_sceptics_answer_is_read_verdict_by_verdict() -> None:
    got = verify_answer(json.dumps({"verdicts": [verdict(1), verdict(2, verdict="maybe"), verdict(3)]}))
    assert isinstance(got, Entries)
    assert ([one.claim for one in got.entries], got.lost) == (["1", "3"], 1)


@pytest.mark.parametrize("text", ["", "{}", '{"verdicts": 1}', "[]"], ids=repr)
def test_a_sceptic_without_verdicts_says_nothing(text: str) -> None:
    assert isinstance(verify_answer(text), Unreadable)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=10,
)


@given(st.text(max_size=200) | _JSON.map(json.dumps))
def test_whatever_is_answered_is_read_or_unreadable(text: str) -> None:
    assert isinstance(review_answer(text), Entries | Unreadable)
    assert isinstance(verify_answer(text), Entries | Unreadable)


_ODD = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(claimed())), _ODD, max_size=3), max_size=5))
def test_no_claim_is_read_that_could_not_be_written(claims: list[dict[str, object]]) -> None:
    claims = [claimed() | one for one in claims]
    got = read(*claims)
    assert len(got.entries) + got.lost == len(claims)
    for one in got.entries:
        assert one.model_dump(mode="json") in claims


def test_a_verdict_on_an_earlier_remark_that_cannot_be_read_costs_no_other() -> None:
    got = recheck_answer(json.dumps({"verdicts": [regiven(), regiven(verdict="maybe"), None]}))
    assert isinstance(got, Entries)
    assert ([one.verdict for one in got.entries], got.lost) == (["gone"], 2)


@pytest.mark.parametrize("text", ["", "{}", '{"verdicts": {}}', '{"answers": 1}'], ids=repr)
def test_an_answer_of_another_form_is_unreadable(text: str) -> None:
    assert isinstance(recheck_answer(text), Unreadable)
    assert isinstance(talk_answer(text), Unreadable)


def test_an_answer_to_somebody_is_one_and_short() -> None:
    def read_talk(*several: object) -> Answered | Unreadable:
        return talk_answer(json.dumps({"answers": several}))

    assert isinstance(read_talk(spoken(text="word " * 60)), Answered)
    assert read_talk(spoken(text="word " * 61)) == Unreadable("Its text has 61 words, at most 60 do.")
    for several in ((), (spoken(), spoken()), (spoken(), None), (spoken(decision="obey"),)):
        assert read_talk(*several) == Unreadable("There is not exactly one answer of the given form.")
