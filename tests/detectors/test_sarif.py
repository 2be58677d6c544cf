"""What another analyzer said, read from SARIF."""

import json
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.checklist.load import checklist
from reviewbot.detectors.sarif import Result, results
from reviewbot.detectors.sarif_claims import foreign, paired
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.source import Source
from reviewbot.errors import UsageError

RULES = [
    {"id": "py/sql-injection", "properties": {"tags": ["external/cwe/cwe-089"], "precision": "high",
                                              "security-severity": "9.1"}},
    {"id": "style", "defaultConfiguration": {"level": "note"}},
]  # fmt: skip


def result(rule: str = "py/sql-injection", uri: str = "app/a.py", line: int = 2) -> dict[str, object]:
    region = {"startLine": line}
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    return {"ruleId": rule, "message": {"text": "This query is built. It is."}, "locations": [location]}


def written(*several: object, rules: object = RULES) -> str:
    run = {"tool": {"driver": {"name": "CodeQL", "rules": rules}}, "results": list(several)}
    return json.dumps({"version": "2.1.0", "runs": [run]})


def read(*several: object) -> tuple[Result, ...]:
    return results(written(*several), "x.sarif")


def test_a_result_brings_its_rules_severity_precision_and_weakness() -> None:
    (one,) = read(result())
    assert (one.tool, one.rule, one.path, one.start_line, one.line) == ("CodeQL", "py/sql-injection", "app/a.py", 2, 2)
    assert (one.severity, one.confidence, one.cwes) == (Severity.CRITICAL, Confidence.MEDIUM, ("CWE-89",))


def test_of_several_changed_paths_the_longest_that_fits_is_meant() -> None:
    several = read(result(uri="sub/a.py"), result(uri="/build/a.py"))
    assert {path: len(found) for path, found in paired(several, ["a.py", "sub/a.py"]).items()} == {
        "a.py": 1,
        "sub/a.py": 1,
    }


def test_the_level_counts_where_there_is_no_score() -> None:
    first, second, third = read(result("style"), {**result("style"), "level": "error"}, result("unknown"))
    assert [one.severity for one in (first, second, third)] == [Severity.LOW, Severity.HIGH, Severity.MEDIUM]
    assert first.confidence is Confidence.LOW


def test_a_rule_may_be_named_by_its_index() -> None:
    unnamed = {**result(), "ruleIndex": 1}
    del unnamed["ruleId"]
    assert [one.rule for one in read(unnamed)] == ["style"]


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({"suppressions": [{"kind": "inSource"}]}, 0),
        ({"suppressions": [{"kind": "external", "status": "rejected"}]}, 1),
        ({"suppressions": []}, 1),
        ({"kind": "pass"}, 0),
        ({"baselineState": "absent"}, 0),
        ({"baselineState": "unchanged"}, 1),
        ({"locations": []}, 0),
        ({"locations": [{"physicalLocation": {"artifactLocation": {"uri": "a"}}}]}, 0),
    ],
)
def test_what_is_not_to_be_looked_at_is_left_out(more: dict[str, object], count: int) -> None:
    assert len(read({**result(), **more})) == count


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("app/a%20b.py", "app/a b.py"),
        ("file:///home/me/shop/app/a.py", "/home/me/shop/app/a.py"),
        ("./app/a.py", "app/a.py"),
        ("http://[", ""),
    ],
)
def test_an_address_is_read_as_a_path(uri: str, path: str) -> None:
    assert [one.path for one in read(result(uri=uri))] == ([path] if path else [])


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "7", '"runs"', "[" * 100_000], ids=range(7))
def test_what_is_no_sarif_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(UsageError, match=r"x\.sarif"):
        results(text, "x.sarif")


def test_a_flood_of_results_is_refused() -> None:
    with pytest.raises(UsageError, match="more than 100,000"):
        results(written(*[result()] * 100_001), "x.sarif")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["runs", "tool", "driver", "rules", "results", "locations", "physicalLocation", "region",
                         "artifactLocation", "uri", "startLine", "ruleId", "message", "text", "properties"]),
        inner,
        max_size=4,
    ),
    max_leaves=30,
)  # fmt: skip


@given(_JSON)
def test_no_shape_is_a_crash(value: object) -> None:
    try:
        found = results(json.dumps({"runs": value}), "x.sarif")
    except UsageError:
        return
    assert all(one.start_line > 0 for one in found)


def test_a_path_below_a_root_that_only_the_analyzer_knows_is_found() -> None:
    (one,) = read(result(uri="file:///home/me/shop/app/a.py"))
    assert paired([one], ["b.py", "app/a.py"]) == {"app/a.py": (one,)}
    assert paired([one], ["p/a.py"]) == {}


ITEMS = checklist({}).items
HEAD = Source("app/a.py", "import db\ndb.execute(f'{x}')\npassword = 'hunter2hunter2'\n", "python")


def test_a_result_of_a_known_weakness_is_called_by_our_item() -> None:
    ((item, candidate),) = ((one.item, one.candidate) for one in foreign(read(result()), HEAD, frozenset({2}), ITEMS))
    assert (item.id, candidate.item, candidate.confidence) == ("sql-injection", "sql-injection", Confidence.MEDIUM)
    assert (candidate.source, candidate.quote) == ("sarif:CodeQL", "db.execute(f'{x}')")


def test_a_result_that_no_item_means_stays_evidence_under_its_own_name() -> None:
    (one,) = foreign(read({**result("style"), "level": "error"}), HEAD, frozenset({2}), ITEMS)
    assert (one.candidate.item, one.candidate.confidence) == ("CodeQL/style", Confidence.LOW)
    assert one.candidate.title == "This query is built"


def test_only_changed_lines_count_and_the_first_of_them_is_the_anchor() -> None:
    wide = result()
    locations = cast("list[dict[str, dict[str, dict[str, int]]]]", wide["locations"])
    locations[0]["physicalLocation"]["region"] = {"startLine": 1, "endLine": 3}
    assert foreign(read(result()), HEAD, frozenset({1}), ITEMS) == []
    assert [one.candidate.anchor.line for one in foreign(read(wide), HEAD, frozenset({2, 3}), ITEMS)] == [2]
    assert foreign(read(result(line=9)), HEAD, frozenset({9}), ITEMS) == []


def test_what_a_scanner_of_secrets_points_at_is_masked() -> None:
    (one,) = foreign(read(result("hardcoded-secret", line=3)), HEAD, frozenset({3}), ITEMS)
    assert one.candidate.secrets == ("hunter2hunter2",)
