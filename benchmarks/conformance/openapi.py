"""OpenAPI: which of two descriptions' differences break a client, and what kind of difference each is."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.conformance.suite import Row, Score, mappings, rows
from reviewbot.detectors.openapi.description import changes
from reviewbot.detectors.revisions import alone
from reviewbot.domain.contract import Change, Impact
from reviewbot.domain.source import Source, Versions

_DAY = date(2026, 1, 1)
"""On which all changes are made: the suite announces ends long before and long after."""

_FAMILIES: Mapping[str, str] = {
    r"api-stability-decreased": r"stability-lowered",
    r"api-(global-)?security-added": r"security-(set|tightened|loosened)",
    r"api-(global-)?security-(scope-)?removed": r"security-(loosened|tightened)",
    r"api-security-component-removed": r"security-scheme-removed",
    r"new-optional-request-default-parameter.*": r"parameter-added",
    r"new-required-request-default-parameter.*": r"required-parameter-added",
    r"new-optional-request-property": r"request-field-added",
    r"new-required-request-property": r"request-required-field-added",
    r"webhook-(added|removed)": r"webhook-\1",
    r"request-body-removed": r"request-body-removed",
    r"(request|response)-(body-)?media-type-(added|removed)": r"\1-media-type-\3",
    r"request-body-wrapped-in-one-of": r"request-choice-ambiguous",
    r"(request|response)-.*all-of-(added|removed).*": r"\1-member-\2",
    r"(request|response)-.*(one|any)-of-(added|removed)": r"\1-(variant|alternative)-\3",
    r"(request|response)-.*discriminator-.*": r"\1-discriminator-changed",
    r"(request|response)-.*nullable": r"\1-null-(added|removed)",
    r"(request|response)-.*(enum|const).*": r"\1-enum-.*",
    r"(request|response)-.*default-value-changed": r"\1-default-changed",
    # A limit inside a `not` is a change of that condition.
    r"(request|response)-.*(min|max)(-length|-items|-contains)?-(set|increased|decreased)": (
        r"\1-(limit-.*|condition-changed)"
    ),
    r"(request|response)-.*content-(media-type|encoding)-changed": r"\1-format-changed",
    r"(request|response)-.*-pattern-(added|removed|changed)": r"\1-pattern-\2",
    r"(request|response)-.*prefix-items-removed": r"\1-(type|condition)-.*",
    r"(request|response)-.*(contains|content-schema|dependent-required|dependent-schema|if|then|else|"
    r"pattern-property|property-names|unevaluated-items|unevaluated-properties)-(added|removed|changed)": (
        r"\1-condition-.*"
    ),
    r"(request|response)-.*type-(changed|compatible|generalized|specialized)": r"\1-(type-.*|pattern-added)",
    r"(request|response)-.*list-of-types-narrowed": r"\1-(type-(narrowed|set)|variant-removed)",
    r"(request|response)-.*list-of-types-widened": r"\1-(type-(widened|changed)|variant-added)",
    r"(request|response)-property-became-(optional|required)": r"\1-field-became-\2",
    r"(request|response)-property-removed": r"\1-field-(removed|refused|retired)",
    r"response-(optional|required)-property-added": r"response-field-added",
}
"""Which of our kinds say the same as a name of the suite: both are regular expressions for the whole word."""

_KEYWORDS: Mapping[str, str] = {
    r".*exclusive-(min|max).*": r"exclusive\1imum",
    r".*(min|max)-(length|items|contains).*": r"\1\2|^not$",
    r".*content-media-type.*": r"contentMediaType",
    r".*content-encoding.*": r"contentEncoding",
    r".*content-schema.*": r"contentSchema",
    r".*-(if|then|else)-.*": r"with(out)? \1",
    r".*unevaluated-(items|properties).*": r"unevaluated\1",
}
"""Which word stands in our detail, for edits that touch several keywords of a family."""

_ABSENT = frozenset({("TestRequestPropertyAllOfAdded_AnnotationOnly_EmitsInfo", "request-body-all-of-added")})
"""What a row lists because its test says that it must not be found."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """A change that the suite expects, and what we say of it: nothing, or with which impact."""

    row: str
    name: str
    level: str
    impacts: tuple[Impact, ...]

    @property
    def note(self) -> str:
        """Say it in a line."""
        return f"{self.row}: {self.name} is {self.level}, here {', '.join(self.impacts) or 'not said'}"


def scores(folder: Path) -> Iterator[Score]:
    """Compare the documents of every row, and look for each change that the suite expects.

    What the suite itself only warns of (WARN) counts for neither side. A row whose documents
    are equal measures nothing.
    """
    every = [row for row in rows(folder, "openapi_changes.jsonl") if row["base"] != row["revision"]]
    expected = [one for row in every for one in _expected(row)]
    harm = _share("breaking changes found", [one for one in expected if one.level == "ERR"], _breaks)
    rest = _share(
        "other changes left alone", [one for one in expected if one.level == "INFO"], lambda one: not _breaks(one)
    )
    quiet = [row for row in every if not row["expected"]]
    loud = tuple(str(row["id"]) for row in quiet if any(one.impact is Impact.BREAKING for one in _compared(row)))
    yield harm
    yield rest
    yield Score(
        "openapi", "breaking against not, balanced accuracy", round((harm.share + rest.share) / 2, 3), least=0.95
    )
    yield _share("right family of change", expected, lambda one: bool(one.impacts), least=0.85)
    yield Score("openapi", "documents without a change left alone", len(quiet) - len(loud), len(quiet), notes=loud)


def _share(
    what: str, expected: Sequence[_Expected], is_right: Callable[[_Expected], bool], least: float | None = None
) -> Score:
    wrong = tuple(one.note for one in expected if not is_right(one))
    return Score("openapi", what, len(expected) - len(wrong), len(expected), least=least, notes=wrong)


def _breaks(one: _Expected) -> bool:
    return Impact.BREAKING in one.impacts


def _expected(row: Row) -> Iterator[_Expected]:
    found = _compared(row)
    for one in mappings(row["expected"]):
        name = str(one["id"])
        if one["level"] is not None and (row["id"], name) not in _ABSENT:
            yield _Expected(str(row["id"]), name, str(one["level"]), tuple(each.impact for each in _same(found, name)))


def _compared(row: Row) -> Sequence[Change]:
    base, head = (Source("openapi.yaml", str(row[name]), "yaml") for name in ("base", "revision"))
    return changes(alone(Versions(base, head), day=_DAY)).changes


def _same(found: Sequence[Change], name: str) -> list[Change]:
    family, word = _translated(_FAMILIES, name), _translated(_KEYWORDS, name)
    ours = [one for one in found if re.fullmatch(family, one.kind)]
    return [one for one in ours if re.search(word, one.detail, re.IGNORECASE)]


def _translated(table: Mapping[str, str], name: str) -> str:
    return next((re.sub(f"^{theirs}$", ours, name) for theirs, ours in table.items() if re.fullmatch(theirs, name)), "")
