"""Test that agents are read as their files define them, the one we ship and the one it was made after."""

import re
from pathlib import Path

import pytest
from anthropic_simulator.answer import Call as ToolCall
from anthropic_simulator.answer import use
from anthropic_simulator.minds import in_order
from support.agent import FENCE, HAIKU, OPUS, READ_LINES, SONNET, TIMEOUT, Meet, Shelf, chunk, claimed, item, reviewed
from support.facts import FACTS, PROSE

from reviewbot.agent.agent import Claude, Desk, Models
from reviewbot.agent.definition import Definition, definition, remarks, shipped
from reviewbot.agent.effort import LEVELS
from reviewbot.agent.named import model_named
from reviewbot.agent.prompt import Brief, Overview
from reviewbot.errors import ConfigurationError
from reviewbot.yamlfile import front_matter

ORIGINAL = (Path(__file__).parent / "original" / "backend-engineer.md").read_text("utf-8")
OURS = shipped("backend-engineer") or ""
_ALL = {"read_lines", "file_diff", "search", "find_definition", "list_files"}
_ENTRY = re.compile(r"^(?:- |\d\. )(.+)$", re.MULTILINE)


def made(keys: str, body: str = "You review.") -> Definition:
    """Read an agent of these keys."""
    return definition(f"---\n{keys}\n---\n\n{body}\n", "agents/mine.md")


def refused(text: str) -> ConfigurationError:
    """Insist that an agent's file cannot be used."""
    with pytest.raises(ConfigurationError) as caught:
        definition(text, "agents/mine.md")
    assert caught.value.hint
    return caught.value


def test_the_shipped_agent_keeps_every_key_of_the_original() -> None:
    ours, theirs = (front_matter(text, "backend-engineer.md")[0].value for text in (OURS, ORIGINAL))
    assert ours == theirs


@pytest.mark.parametrize(("entry", "words"), FACTS.items(), ids=FACTS)
def test_the_shipped_agent_says_what_the_original_says(entry: str, words: tuple[str, ...]) -> None:
    assert _is_said(words), f"{entry!r}: no line has all of {words}"


@pytest.mark.parametrize("words", PROSE, ids=lambda words: words[0])
def test_the_shipped_agent_says_the_rest_of_it_too(words: tuple[str, ...]) -> None:
    assert _is_said(words)


def test_no_fact_of_the_original_is_left_out() -> None:
    entries = _ENTRY.findall(definition(ORIGINAL, "backend-engineer.md").text)
    assert len(entries) == len(FACTS)
    for entry, begins in zip(entries, FACTS, strict=True):
        assert entry.startswith(begins.rstrip())


def test_the_priorities_keep_their_order() -> None:
    text = definition(OURS, "backend-engineer.md").text
    first = [text.index(f"\n{number}. **") for number in range(1, 6)]
    assert first == sorted(first)


@pytest.mark.parametrize("text", [OURS, ORIGINAL], ids=["ours", "the original"])
def test_both_agents_load_alike(text: str) -> None:
    agent = definition(text, "backend-engineer.md")
    assert (agent.name, agent.model, agent.max_iterations) == ("backend-engineer", "claude-opus-4", 50)
    assert agent.description.startswith("Comprehensive backend specialist combining API design")
    assert agent.tools == ("Read", "Write", "Edit", "Grep", "Glob", "Bash", "Task")
    assert agent.look_ups == _ALL
    assert agent.others["color"] == "#3B82F6"
    assert set(agent.others) == {"category", "team", "color", "subcategory", "capabilities"}
    assert "---" not in agent.text
    assert model_named(agent.model).name == "claude-opus-5-5"


def test_the_original_reviews_unchanged(meet: Meet) -> None:
    agent = definition(ORIGINAL, "backend-engineer.md")
    look = use(ToolCall("read_lines", {"path": "shop/models.py"}))
    met = meet(in_order(look, reviewed(claimed())))
    desk = Desk((READ_LINES,), Shelf, lambda _path, _side: None, FENCE, lambda text: text)
    brief = Brief(agent, (item(), TIMEOUT), (), Overview((chunk().pieces[0].file,)))
    (reading,) = Claude(brief, LEVELS["standard"], Models(SONNET, HAIKU, OPUS), desk, met.means).read([chunk()])
    assert [one.item for one in reading.candidates] == ["query-in-loop"]
    assert met.server.requests[0].system.startswith(agent.text)
    assert "Always provide concrete examples and focus on practical implementation" in met.server.requests[0].system


def test_what_the_agent_asks_for_and_is_not_given_is_said() -> None:
    assert list(remarks(definition(OURS, "backend-engineer.md"))) == [
        "The agent may use Read: read-only, on the commits of the change.",
        "The agent may not use Write: it writes nothing: a repair becomes a suggestion.",
        "The agent may not use Edit: it writes nothing: a repair becomes a suggestion.",
        "The agent may use Grep: read-only, on the commits of the change.",
        "The agent may use Glob: read-only, on the commits of the change.",
        "The agent may not use Bash: nothing of a change is ever run.",
        "The agent may not use Task: one conversation a chunk and one about the whole change take its place.",
    ]


def test_a_tool_that_nobody_knows_is_not_given() -> None:
    agent = made("tools: Read, WebFetch, Read")
    assert agent.look_ups == {"read_lines", "file_diff"}
    assert list(remarks(agent))[1:] == ["The agent may not use WebFetch: only Read, Grep and Glob are granted."]


@pytest.mark.parametrize(
    ("keys", "tools", "granted"),
    [
        ("tools: Read, Grep", ("Read", "Grep"), _ALL - {"list_files"}),
        ("tools: [Glob]", ("Glob",), {"list_files"}),
        ("tools: Read(src/**), Bash(git *)", ("Read", "Bash"), {"read_lines", "file_diff"}),
        ('tools: ""', (), set()),
        ("tools: []", (), set()),
        ("tools: Bash", ("Bash",), set()),
        ("name: x", None, _ALL),
        ("tools:", None, _ALL),
    ],
    ids=["with commas", "a list", "with patterns", "empty", "empty list", "none of ours", "no key", "no value"],
)
def test_look_ups_are_granted_as_far_as_the_file_asks(
    keys: str, tools: tuple[str, ...] | None, granted: set[str]
) -> None:
    agent = made(keys)
    assert (agent.tools, set(agent.look_ups)) == (tools, granted)


def test_a_file_without_keys_has_what_it_needs() -> None:
    assert made("") == Definition("", "", "You review.")


def test_a_key_without_a_value_says_nothing() -> None:
    assert made("name:\nmodel: ~\nmax_iterations:\nenabled: true") == Definition("", "", "You review.")


@pytest.mark.parametrize("count", [0, 1, 50, 10**9], ids=str)
def test_a_file_bounds_the_turns(count: int) -> None:
    assert made(f"max_iterations: {count}").max_iterations == count


@pytest.mark.parametrize(
    ("keys", "line", "message"),
    [
        ("name: x\nenabled: false", 3, "This agent is disabled."),
        ("name: x\nenabled: off", 3, "`enabled` is neither yes nor no."),
        ("enabled:", 2, "`enabled` is neither yes nor no."),
        ("name: [x]", 2, "`name` is no text."),
        ("name: x\ndescription: 7", 3, "`description` is no text."),
        ("model: {a: b}", 2, "`model` is no text."),
        ("max_iterations: many", 2, "`max_iterations` is no count."),
        ("max_iterations: -1", 2, "`max_iterations` is no count."),
        ("max_iterations: 1.5", 2, "`max_iterations` is no count."),
        ("max_iterations: true", 2, "`max_iterations` is no count."),
        ("tools: 7", 2, "`tools` is no list of names."),
        ("tools: [Read, 7]", 2, "`tools` is no list of names."),
        ("tools: {Read: true}", 2, "`tools` is no list of names."),
        ("- name", 2, "The front matter holds no keys."),
        ("name", 2, "The front matter holds no keys."),
        ("name: 'x", 2, None),
    ],
    ids=lambda one: str(one)[:24],
)
def test_what_cannot_be_obeyed_is_refused_with_its_line(keys: str, line: int, message: str | None) -> None:
    error = refused(f"---\n{keys}\n---\nYou review.\n")
    assert message in {None, error.message}
    assert error.place
    assert (error.place.file, error.place.line) == ("agents/mine.md", line)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("You review.", "There is no front matter."),
        ("", "There is no front matter."),
        ("---\nname: x\n---\n \n", "This agent has no instructions."),
        ("---\nname: x\n---\n" + "x" * 200_000, "This agent's file is too long."),
    ],
    ids=["no keys", "nothing", "no instructions", "endless"],
)
def test_what_is_no_agent_is_refused(text: str, message: str) -> None:
    assert refused(text).message == message


@pytest.mark.parametrize("name", ["nobody", "", "../checklist/README", "backend-engineer.md", "/etc/passwd"], ids=repr)
def test_only_what_is_shipped_is_shipped(name: str) -> None:
    assert shipped(name) is None


def _is_said(words: tuple[str, ...]) -> bool:
    return any(all(word in line for word in words) for line in OURS.casefold().split("\n"))
