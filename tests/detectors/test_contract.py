"""From two versions of a contract file to candidates on the base's side."""

import json

import pytest

from reviewbot.detectors.contract import compare as compared
from reviewbot.detectors.contract import concerns
from reviewbot.detectors.revisions import alone
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Applies, ContractDetector, Item, Post, Wording
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.source import Source, Versions

BASE = """\
openapi: 3.1.0
paths:
  /orders:
    get:
      responses:
        "200":
          content:
            application/json:
              schema:
                properties:
                  id: {type: integer}
                  total: {type: string}
    delete: {}
"""
HEAD = BASE.replace("                  total: {type: string}\n", "").replace("    delete: {}\n", "")
WORDING = Wording("`$SUBJECT` is gone", "When a client uses $WHERE, it fails.", "Keep it.")


def asking(*changes: str, item: str = "openapi-removal", contract: str = "openapi", requires: str = "paths") -> Item:
    detector = ContractDetector(contract, Confidence.HIGH, changes, ((requires,),), WORDING, 1)
    return Item(
        id=item, area="api-contract", title="Gone", serves=(), severity=Severity.HIGH,
        applies=Applies(frozenset(), ()), references=(), detectors=(detector,), refute="", subsumes=frozenset(),
        post=Post.INLINE, why="", look_for="", bad=(), good=(), origin="removal.md",
    )  # fmt: skip


def versions(base: str | None, head: str | None, path: str = "openapi.yaml", language: str = "yaml") -> Versions:
    before = None if base is None else Source(path, base, language)
    after = None if head is None else Source(path, head, language)
    return Versions(before, after)


def compare(pair: Versions, items: list[Item]) -> tuple[Candidate, ...]:
    found = compared(alone(pair), items)
    assert not found.failures
    return found.candidates


def test_a_candidate_stands_on_the_line_of_the_base_that_was_removed() -> None:
    (found,) = compare(versions(BASE, HEAD), [asking("response-field-removed")])
    assert found.anchor == Anchor("openapi.yaml", Side.LEFT, 12, 12)
    assert found.quote == "                  total: {type: string}"
    assert (found.source, found.confidence, found.item) == ("contract", Confidence.HIGH, "openapi-removal")


def test_a_candidate_says_what_is_gone_and_where() -> None:
    (found,) = compare(versions(BASE, HEAD), [asking("operation-removed")])
    assert found.title == "`DELETE /orders` is gone"
    assert found.trigger == "When a client uses DELETE /orders, it fails."
    assert found.message == "Keep it."
    assert found.definition == "paths./orders"


def test_a_detector_chooses_its_changes_and_all_come_in_the_order_of_the_base() -> None:
    both = asking("operation-removed", "response-field-removed")
    assert [one.anchor.line for one in compare(versions(BASE, HEAD), [both])] == [12, 13]
    assert compare(versions(BASE, HEAD), [asking("webhook-removed")]) == ()


def test_several_items_share_one_comparison() -> None:
    items = [asking("operation-removed", item="b"), asking("operation-removed", item="a")]
    assert [one.item for one in compare(versions(BASE, HEAD), items)] == ["a", "b"]


@pytest.mark.parametrize(
    ("base", "head"), [(None, HEAD), (BASE, None), (None, None)], ids=["new", "deleted", "neither"]
)
def test_a_file_that_came_or_went_says_nothing(base: str | None, head: str | None) -> None:
    assert compare(versions(base, head), [asking("operation-removed")]) == ()


@pytest.mark.parametrize("of_base", [True, False], ids=["base", "head"])
def test_a_file_known_by_its_hunks_only_says_nothing(of_base: bool) -> None:
    base = Source("openapi.yaml", BASE, "yaml", is_fragment=of_base)
    head = Source("openapi.yaml", HEAD, "yaml", is_fragment=not of_base)
    assert compare(Versions(base, head), [asking("operation-removed")]) == ()


def test_a_file_without_the_required_words_is_not_parsed() -> None:
    broken = BASE + "\n  - :\n :"
    assert compare(versions(broken, HEAD), [asking("operation-removed", requires="nowhere")]) == ()


@pytest.mark.parametrize(
    "text",
    ["{{ .Values.openapi }}\npaths: [", "kind: Deployment\nargs: [--openapi, --paths", "# openapi: none\npaths: ["],
    ids=["a template", "a mention", "a comment"],
)
def test_what_only_mentions_openapi_is_not_parsed(text: str) -> None:
    assert compare(versions(text, text), [asking("operation-removed")]) == ()


@pytest.mark.parametrize("broken", ["base", "head"])
def test_a_version_that_cannot_be_read_is_a_failure_with_its_line(broken: str) -> None:
    wrong = BASE.replace("/orders:", "/orders: [")
    pair = versions(wrong, HEAD) if broken == "base" else versions(BASE, wrong)
    found = compared(alone(pair), [asking("operation-removed")])
    assert found.candidates == ()
    assert "(line " in found.failures["openapi.yaml"]


def test_only_files_of_the_contracts_kind_take_part() -> None:
    items = [asking("operation-removed")]
    assert concerns(versions(BASE, None), items)
    assert concerns(versions(None, HEAD), items)
    assert not concerns(versions(BASE, HEAD, "openapi.md"), items)
    assert not concerns(versions(BASE, HEAD), [asking("operation-removed", contract="unknown")])


def test_json_is_read_with_its_tabs_and_escapes() -> None:
    path = {"get": {"description": "\U0001f600 \\ud83d\\ude00 a\tb \\u00e4"}, "delete": {}}
    base = json.dumps({"openapi": "3.1.0", "paths": {"/orders": path}}, indent="\t")
    head = json.dumps({"openapi": "3.1.0", "paths": {"/orders": {"get": {}}}}, indent="\t")
    (found,) = compare(versions(base, head, "openapi.json", "json"), [asking("operation-removed")])
    assert found.quote.strip() == '"delete": {}'


def test_the_path_is_that_of_the_base_where_the_file_was_renamed() -> None:
    renamed = Versions(Source("api/v1.yaml", BASE, "yaml"), Source("api/shop.yaml", HEAD, "yaml"))
    assert {one.anchor.path for one in compare(renamed, [asking("operation-removed")])} == {"api/v1.yaml"}
