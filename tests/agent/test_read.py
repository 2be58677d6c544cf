"""Test how chunks are read: riskiest first, halves where they are too long, once more where a model refuses."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from anthropic_simulator.answer import Answer, Text, refuse, say
from anthropic_simulator.minds import Mind, always, in_order
from anthropic_simulator.models import MODELS, Model
from anthropic_simulator.request import Request
from anthropic_simulator.trouble import Trouble as Failing
from anthropic_simulator.trouble import overloaded, too_large, unauthorised
from support.agent import FENCE, OPUS, SONNET, Meet, Run, Shelf, chunk, claimed, form, hunk, piece, reviewed

from reviewbot.agent.claim import Accepted
from reviewbot.agent.prompt import chunk_text
from reviewbot.agent.read import Reader, Subject, read
from reviewbot.domain.chunk import Chunk, Gap, Reading

ITEMS = frozenset({"query-in-loop", "missing-timeout"})
CUT_OFF = Answer((Text('{"examined": ["query'),), "max_tokens")
MALFORMED = say("No.", is_malformed=True)


def readings(met: Run, *chunks: Chunk, samples: int = 1, asked: frozenset[str] = ITEMS) -> list[Reading]:
    """Read chunks with a model, and another where it refuses."""
    reader = Reader(form(), SONNET, OPUS, met.means, FENCE, Shelf)
    accepted = Accepted({path: asked for one in chunks for path in one.paths}, (), lambda text: text)
    subjects = [Subject(one, chunk_text(one, FENCE)) for one in chunks]
    return list(read(subjects, reader, accepted, samples))


def by_path(**minds: Answer | Failing) -> Mind:
    """Answer by which files a request shows, `a_py` for `a.py`; the first that fits."""
    names = {name.replace("_", "."): said for name, said in minds.items()}
    return lambda request: next(said for name, said in names.items() if f"`{name}`" in request.text)


def test_an_answer_becomes_a_reading_with_its_candidates(meet: Meet) -> None:
    met = meet(always(reviewed(claimed(), claimed(quote=""), claimed(item="sql-injection"))))
    (got,) = readings(met, chunk())
    assert got.chunk == chunk()
    assert [one.title for one in got.candidates] == ["N+1: one query per order"]
    assert (got.gap, got.usd) == (None, 0.0)


def test_only_what_was_asked_counts_as_examined(meet: Meet) -> None:
    met = meet(always(reviewed(examined=("query-in-loop", "sql-injection"))))
    (got,) = readings(met, chunk())
    assert got.examined == {"query-in-loop"}


def test_an_item_that_was_not_asked_of_a_file_is_not_claimed_of_it(meet: Meet) -> None:
    met = meet(always(reviewed(claimed(), claimed(item="missing-timeout"))))
    (got,) = readings(met, chunk(), asked=frozenset({"missing-timeout"}))
    assert [one.item for one in got.candidates] == ["missing-timeout"]


def test_the_riskiest_is_read_first(meet: Meet) -> None:
    met = meet(always(reviewed()))
    got = readings(met, chunk("a.py"), chunk("b.py", risk=9), chunk("c.py", risk=3))
    assert [one.chunk.name for one in got] == ["b.py", "c.py", "a.py"]
    assert "`b.py`" in met.server.requests[0].text


def test_every_sample_is_a_reading(meet: Meet) -> None:
    met = meet(always(reviewed()))
    got = readings(met, chunk("a.py"), chunk("b.py", risk=1), samples=3)
    assert [one.chunk.name for one in got] == ["b.py"] * 3 + ["a.py"] * 3
    assert len(met.server.requests) == 6


@pytest.mark.parametrize(
    "cut",
    [CUT_OFF, Answer((Text("{"),), "model_context_window_exceeded"), too_large()],
    ids=["max_tokens", "window", "413"],
)
def test_what_is_cut_off_or_too_long_is_read_in_halves(meet: Meet, cut: Answer | Failing) -> None:
    def mind(request: Request) -> Answer | Failing:
        return cut if "Review 3 files" in request.text else reviewed()

    met = meet(mind)
    got = readings(met, chunk("a.py", "b.py", "c.py", risk=4))
    assert [one.chunk.paths for one in got] == [("a.py",), ("b.py", "c.py")]
    assert [one.chunk.risk for one in got] == [4, 4]
    assert [one.gap for one in got] == [None, None]
    assert len(met.server.messages) == 3


def test_halves_that_are_cut_off_too_are_a_gap(meet: Meet) -> None:
    met = meet(always(CUT_OFF))
    got = readings(met, chunk("a.py", "b.py", "c.py", "d.py"))
    assert [one.gap for one in got] == [Gap.CUT_OFF, Gap.CUT_OFF]
    assert len(met.server.messages) == 3


def test_a_single_file_is_read_in_halves_between_its_hunks(meet: Meet) -> None:
    hunks = tuple(hunk(f"+x = {number}", first=100 * number) for number in (1, 2, 3))
    met = meet(in_order(CUT_OFF, reviewed(), reviewed()))
    got = readings(met, Chunk((replace(piece("a.py"), excerpts=hunks),)))
    assert [[one.excerpts for one in half.chunk.pieces] for half in got] == [[hunks[:1]], [hunks[1:]]]
    first, second = (one.last for one in met.server.requests[1:])
    assert [number for number in (1, 2, 3) if f"x = {number}" in first] == [1]
    assert [number for number in (1, 2, 3) if f"x = {number}" in second] == [2, 3]


def test_what_has_no_halves_is_a_gap(meet: Meet) -> None:
    met = meet(always(CUT_OFF))
    assert [one.gap for one in readings(met, chunk("a.py"))] == [Gap.CUT_OFF]
    whole = Subject(Chunk(()), "Review the whole.", has_halves=False)
    reader = Reader(form(), SONNET, OPUS, met.means, FENCE, Shelf)
    assert [one.gap for one in read([whole], reader, Accepted({}, (), str))] == [Gap.CUT_OFF]
    assert len(met.server.messages) == 2


def test_a_prompt_that_is_too_long_for_the_model_is_read_in_halves(meet: Meet) -> None:
    tiny = Model(SONNET.name, "sonnet", context=4_000)
    met = meet(always(reviewed()), models=(tiny, *MODELS))
    got = readings(met, Chunk(tuple(piece(name, "+" + "x = 1 " * 150) for name in ("a.py", "b.py", "c.py", "d.py"))))
    assert [one.gap for one in got] == [None, None]
    assert [one.chunk.paths for one in got] == [("a.py", "b.py"), ("c.py", "d.py")]


def test_a_refusal_is_tried_once_with_the_fallback(meet: Meet) -> None:
    met = meet(lambda request: refuse() if request.model == SONNET.name else reviewed(claimed()))
    (got,) = readings(met, chunk())
    assert (got.gap, len(got.candidates)) == (None, 1)
    assert [one.model for one in met.server.requests] == [SONNET.name, OPUS.name]


def test_what_both_models_refuse_is_refused(meet: Meet) -> None:
    met = meet(always(refuse()))
    (got,) = readings(met, chunk())
    assert (got.gap, got.examined, got.candidates) == (Gap.REFUSED, frozenset(), ())
    assert len(met.server.messages) == 2


def test_without_another_model_a_refusal_is_final(meet: Meet) -> None:
    met = meet(always(refuse()))
    reader = Reader(form(), SONNET, SONNET, met.means, FENCE, Shelf)
    one = chunk()
    (got,) = read([Subject(one, chunk_text(one, FENCE))], reader, Accepted({}, (), str))
    assert got.gap is Gap.REFUSED
    assert len(met.server.messages) == 1


def test_one_chunk_that_fails_costs_no_other(meet: Meet) -> None:
    said: dict[str, Answer | Failing] = {
        "a_py": refuse(),
        "b_py": MALFORMED,
        "c_py": overloaded(),
        "d_py": CUT_OFF,
        "e_py": reviewed(),
    }
    met = meet(by_path(**said))
    got = readings(met, *(chunk(name.replace("_", ".")) for name in said))
    assert [one.gap for one in got] == [Gap.REFUSED, Gap.MALFORMED, Gap.OVERLOADED, Gap.CUT_OFF, None]


def test_trouble_that_is_everywhere_ends_all_readings_with_what_is_known_kept(meet: Meet) -> None:
    answers = in_order(reviewed(claimed(path="a.py")), unauthorised())
    met = meet(answers)
    got = readings(met, chunk("a.py"))
    rest = readings(met, *(chunk(f"{name}.py") for name in "bcdefghijkl"))
    assert len(got[0].candidates) == 1
    assert {one.gap for one in rest} == {Gap.UNAUTHORISED}
    # The others waited for the first, and none of them was sent.
    assert len(met.server.messages) == 2


def test_what_money_does_not_reach_says_what_it_would_cost(meet: Meet) -> None:
    met = meet(always(reviewed()), usd=0.0001)
    big = chunk(*(f"a{number}.py" for number in range(60)))
    (small, large) = readings(met, chunk("b.py", risk=1), big)
    assert (small.gap, large.gap) == (Gap.BUDGET, Gap.BUDGET)
    assert 0 < small.usd < large.usd < 1
    assert [one.path for one in met.server.exchanges if one.path == "/v1/messages"] == []


def test_the_riskiest_gets_the_money_that_is_there(meet: Meet) -> None:
    met = meet(always(reviewed()), usd=0.035)
    got = readings(met, *(chunk(f"{risk}.py", risk=risk) for risk in range(6)))
    gaps = [one.gap for one in got]
    assert gaps[0] is None
    assert met.usd <= 0.035
    assert set(gaps) == {None, Gap.BUDGET}


@pytest.mark.parametrize("ends", [reviewed, refuse], ids=["read", "refused"])
def test_each_conversation_has_look_ups_of_its_own(meet: Meet, ends: Callable[[], Answer]) -> None:
    met = meet(always(ends()))
    made: list[Shelf] = []

    def shelf() -> Shelf:
        made.append(Shelf())
        return made[-1]

    reader = Reader(form(), SONNET, OPUS, met.means, FENCE, shelf)
    subjects = [Subject(one, chunk_text(one, FENCE)) for one in (chunk("a.py"), chunk("b.py"))]
    list(read(subjects, reader, Accepted({}, (), str)))
    assert len(made) == len(met.server.messages)


def test_nothing_to_read_asks_nobody(meet: Meet) -> None:
    met = meet(always(reviewed()))
    assert readings(met) == []
    assert met.server.messages == ()
