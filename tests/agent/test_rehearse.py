"""Test that a rehearsal writes down what a review would send, and sends nothing."""

from anthropic_simulator.minds import always
from support.agent import FENCE, HAIKU, OPUS, SONNET, TIMEOUT, Meet, Run, Shelf, candidate, chunk, item, reviewed

from reviewbot.agent.agent import Claude, Desk, Models
from reviewbot.agent.definition import Definition
from reviewbot.agent.effort import LEVELS
from reviewbot.agent.prompt import Brief, Overview
from reviewbot.agent.rehearse import Rehearsal

AGENT = Definition("backend-engineer", "", "You review.")


def claude(met: Run) -> Claude:
    """Make an agent that could be asked."""
    desk = Desk((), Shelf, lambda _path, _side: None, FENCE, lambda text: text)
    brief = Brief(AGENT, (item(), TIMEOUT), (), Overview(()))
    return Claude(brief, LEVELS["standard"], Models(SONNET, HAIKU, OPUS), desk, met.means)


def test_what_would_be_sent_is_written_and_nothing_is_sent(meet: Meet) -> None:
    met = meet(always(reviewed()))
    files: dict[str, str] = {}
    rehearsal = Rehearsal(claude(met), files.__setitem__)
    chunks = [chunk("a.py"), chunk("b.py")]
    assert rehearsal.read(chunks) == ()
    assert rehearsal.doubt([candidate()], {}) == ()
    assert met.server.exchanges == ()
    assert list(files) == ["prefix.md", "001.md", "002.md", "003.md", "index.txt"]
    assert rehearsal.cost().usd == 0


def test_what_is_written_is_what_a_review_sends(meet: Meet) -> None:
    met = meet(always(reviewed()))
    files: dict[str, str] = {}
    chunks = [chunk("a.py"), chunk("b.py")]
    Rehearsal(claude(met), files.__setitem__).read(chunks)
    claude(met).read(chunks)
    assert {one.system for one in met.server.requests} == {files["prefix.md"]}
    assert sorted(one.text for one in met.server.requests) == sorted(files[f"00{number}.md"] for number in (1, 2, 3))


def test_the_index_bounds_tokens_and_names_a_price(meet: Meet) -> None:
    met = meet(always(reviewed()))
    files: dict[str, str] = {}
    rehearsal = Rehearsal(claude(met), files.__setitem__)
    rehearsal.read([chunk("a.py")])
    prefix = len(files["prefix.md"].encode())
    assert files["index.txt"].startswith(f"prefix.md: at most {prefix:,} tokens, shared by all\n001.md: at most ")
    assert "tokens, a.py\n" in files["index.txt"]
    assert "Expected to cost about $" in files["index.txt"]
    assert rehearsal.chunk_bytes == LEVELS["standard"].chunk_bytes
