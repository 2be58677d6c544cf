"""The file in which a team accepts root causes."""

import json
from dataclasses import replace

import pytest
from support.aged import Spot, audited, cause_id, causes

from reviewbot.domain.audit import Acceptance, BaselineEntry
from reviewbot.domain.finding import Suppression
from reviewbot.errors import ConfigurationError
from reviewbot.findings.accepted import BASELINE_FILE
from reviewbot.findings.baseline import accepted, baseline, written

OLD = Spot()
ID = cause_id(OLD)
OTHER = Spot(path="shop/stock.py", symbol="reserve", quote="httpx.get(stock_url)", line=4)
MINE = {"id": "0123456789ab", "reason": "ours"}


def accepting(*spots: Spot) -> tuple[BaselineEntry, ...]:
    """Give the entries of a file that accepts these."""
    return baseline(written(causes(*spots), "known", "ada"))


def test_what_is_written_is_read_back_in_the_order_of_item_and_path() -> None:
    entries = accepting(OTHER, OLD)

    assert [one.path for one in entries] == [OLD.path, OTHER.path]
    assert (entries[0].id, entries[0].symbol, entries[0].reason, entries[0].by) == (ID, "Orders.pay", "known", "ada")


def test_what_people_wrote_stays_as_they_wrote_it() -> None:
    mine = baseline(json.dumps({"version": 1, "accepted": [{"id": ID, "reason": "ours"}, MINE]}))
    text = written(causes(OLD, OTHER), "known", "ada", mine)

    assert {one.id: one.reason for one in baseline(text)} == {ID: "ours", MINE["id"]: "ours", cause_id(OTHER): "known"}
    assert text == written(causes(OTHER, OLD), "other", "bob", baseline(text))


def test_what_is_accepted_or_suppressed_already_is_not_added() -> None:
    (taken,) = causes(OLD)
    suppressed = causes(replace(OTHER, suppressed=Suppression("a comment in the source, line 3", "ours")))

    assert baseline(written((replace(taken, acceptance=Acceptance("ada", "why")), *suppressed), "known", "ada")) == ()


def test_a_cause_that_the_file_names_is_accepted() -> None:
    (one, other) = accepted(
        causes(OLD, OTHER), baseline(json.dumps({"version": 1, "accepted": [MINE | {"id": ID}]})), frozenset()
    )

    assert {one.id: one.acceptance, other.id: other.acceptance} == {
        ID: Acceptance("", "ours", BASELINE_FILE),
        cause_id(OTHER): None,
    }


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"path": "billing/orders.py"}, id="moved"),
        pytest.param({"symbol": "Orders.settle"}, id="renamed"),
        pytest.param({"quote": "requests.put(url)"}, id="edited"),
    ],
)
def test_a_refactoring_needs_no_edit_of_the_file(change: dict[str, str]) -> None:
    changed = replace(OLD, **change)  # type: ignore[arg-type]
    files = frozenset(file.path for file in audited(1, changed).coverage.files)
    (cause,) = accepted(causes(changed), accepting(OLD), files)

    assert (cause.id, cause.acceptance) == (cause_id(changed), Acceptance("ada", "known", BASELINE_FILE))


def test_an_entry_with_nothing_but_an_id_means_no_other_cause() -> None:
    entries = (BaselineEntry(cause_id(OTHER), item=OLD.item, path=OLD.path, reason="ours"),)

    assert accepted(causes(OLD), entries, frozenset({OLD.path})) == causes(OLD)


def entry(**more: object) -> str:
    """Write a file whose second entry has these keys too, on line 4."""
    rows = ",\n".join(json.dumps(one) for one in (MINE, {"id": "0a9876543210", "reason": "why"} | more))
    return f'{{"version": 1,\n"accepted": [\n{rows}\n]}}\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param('{"version": 1,\n"accepted": [}', 2, "This is no JSON: Expecting value.", id="no JSON"),
        pytest.param("[" * 100_000, 0, "This is no JSON that can be read.", id="too deep"),
        pytest.param("[]", 1, "This is no baseline of version 1.", id="a list"),
        pytest.param('{"version": 2, "accepted": []}', 1, "This is no baseline of version 1.", id="another version"),
        pytest.param('{"version": 1, "accepted": [], "x": 1}', 1, "This is no baseline of version 1.", id="a stranger"),
        pytest.param('{"version": 1,\n"accepted": [\n3]}', 3, "An entry is a mapping with `id` and `reason`.", id="3"),
        pytest.param(entry(idd="x"), 4, "An entry has no key `idd`.", id="an unknown key"),
        pytest.param(entry(by=3), 4, "`by` is a text.", id="a number"),
        pytest.param(entry(id="ABC"), 4, "`id` is 12 hexadecimal digits.", id="no id"),
        pytest.param(entry(reason=" "), 4, "`reason` says why the risk is accepted.", id="no reason"),
        pytest.param(entry(id=MINE["id"]), 4, f"`{MINE['id']}` is accepted twice.", id="twice"),
        pytest.param(entry(id="A", title="\ud83d"), 0, "`id` is 12 hexadecimal digits.", id="no YAML"),
        pytest.param(
            json.dumps({"version": 1, "accepted": [0] * 100_001}),
            0,
            "It lists more than 100000 root causes.",
            id="many",
        ),
    ],
)
def test_what_cannot_be_obeyed_is_said_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\S") as caught:
        baseline(text)

    assert (caught.value.message, caught.value.place.line if caught.value.place else None) == (said, line)
    assert "--write-baseline" in caught.value.hint
