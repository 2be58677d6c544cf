"""Test where an earlier finding stands now, and what is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from support.change import file_diff, versions
from support.retold import BASE, PATH, QUOTE, THEN, WORDS, claimed_in, thread

from reviewbot.detectors.revisions import Given
from reviewbot.domain.diff import Diff, FileDiff, FileStatus, LineKind, Side, UnreadFile
from reviewbot.domain.shown import Thread
from reviewbot.domain.source import Source, Versions
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.whereabouts import Whereabouts, retold, whereabouts

REPAIRED = THEN.replace(".all()", '.select_related("customer")')


@dataclass(frozen=True, slots=True)
class Texts:
    """Both versions of the changed files by their paths in the head, and the head's other files."""

    changed: Mapping[str, tuple[str | None, str | None]]
    others: Mapping[str, str]
    unread: str = ""

    def versions(self, file: FileDiff) -> Versions | UnreadFile:
        """Give both versions."""
        return UnreadFile(file.path, self.unread) if self.unread else versions(file.path, *self.changed[file.path])

    def files(self, _side: Side, /) -> Given:
        """Give the others."""
        return Given(tuple(Source(path, text, "python") for path, text in self.others.items()))


class Listed(Given):
    """Files that are listed and cannot be read."""

    def paths(self) -> tuple[str, ...]:
        """Name one."""
        return (PATH,)


class Unreadable(Texts):
    """Lists a file that nobody can read."""

    def files(self, _side: Side, /) -> Given:
        """Give a list alone."""
        return Listed()


def found(
    one: Thread,
    changed: Mapping[str, tuple[str | None, str | None]],
    others: Mapping[str, str] | None = None,
    unread: str = "",
) -> Whereabouts:
    """Look for a thread in a change."""
    diff = Diff(tuple(file_diff(path, *texts) for path, texts in changed.items()))
    return whereabouts(one, diff, Texts(changed, others or {}, unread))


def test_unchanged_lines_stand_wherever_they_moved_to() -> None:
    got = found(thread(), {PATH: (BASE, f"import os\n\n{THEN}")})
    assert got.stands is not None
    assert (got.path, got.stands.anchor.start_line, got.unread) == (PATH, 4, "")


def test_changed_lines_stand_nowhere() -> None:
    got = found(thread(), {PATH: (BASE, REPAIRED)})
    assert got.head is not None
    assert (got.stands, got.unread) == (None, "")


@pytest.mark.parametrize(
    ("changed", "others"),
    [({PATH: (BASE, None)}, {}), ({"a.py": (None, "a = 1\n")}, {"b.py": "b = 1\n"})],
    ids=["removed by the change", "in neither version"],
)
def test_a_file_that_is_nowhere_is_gone(
    changed: Mapping[str, tuple[str | None, str | None]], others: Mapping[str, str]
) -> None:
    got = found(thread(), changed, others)
    assert (got.head, got.unread) == (None, "")


def test_a_file_that_the_change_does_not_touch_any_more_is_read_from_the_head() -> None:
    got = found(thread(), {}, {PATH: BASE})
    assert got.head is not None
    assert (got.head.text, got.file, got.stands) == (BASE, None, None)


def test_where_only_a_diff_is_known_nothing_is_gone() -> None:
    assert "only a diff is known" in found(thread(), {"a.py": (None, "a = 1\n")}).unread


def test_a_file_that_cannot_be_read_is_not_gone() -> None:
    assert found(thread(), {PATH: (BASE, THEN)}, unread="too large").unread == "its file was not read: too large"
    got = whereabouts(thread(), Diff(()), Unreadable({}, {}))
    assert got.unread == "its file cannot be read"


def test_a_renamed_file_is_followed() -> None:
    file = replace(file_diff("shop/sales.py", BASE, THEN), base_path=PATH, status=FileStatus.RENAMED)
    got = whereabouts(thread(), Diff((file,)), Texts({"shop/sales.py": (BASE, THEN)}, {}))
    assert got.stands is not None
    assert got.path == "shop/sales.py"


@pytest.mark.parametrize(
    ("path", "text", "is_there"),
    [("shop/new.py", THEN, True), ("shop/new.py", REPAIRED, False), ("shop/new.ts", THEN, False)],
    ids=["moved", "repaired", "another language"],
)
def test_lines_that_moved_to_a_new_file_are_not_gone(path: str, text: str, is_there: bool) -> None:
    got = found(thread(), {PATH: (BASE, None), path: (None, text)})
    assert (got.path, got.stands is not None) == ((path, True) if is_there else (PATH, False))


def test_lines_do_not_move_to_what_cannot_be_read() -> None:
    got = found(thread(), {"shop/new.py": (None, THEN)}, {"b.py": "b = 1\n"}, unread="too large")
    assert (got.path, got.head) == (PATH, None)


def removed_line() -> Thread:
    """Make the thread of a finding on a removed line."""
    one = claimed_in(BASE, "    return None")
    plain = thread()
    marker = replace(plain.marker, fingerprints=(fingerprint(one),))
    return replace(plain, marker=marker, excerpt="@@ -1,2 +1,2 @@\n def orders(shop):\n-    return None")


@pytest.mark.parametrize(
    ("head", "is_there"),
    [("def orders(shop):\n    return 1\n", True), (f"# more\n{BASE}", False)],
    ids=["still removed", "put back"],
)
def test_a_finding_on_a_removed_line_stands_while_it_is_removed(head: str, is_there: bool) -> None:
    got = found(removed_line(), {PATH: (BASE, head)})
    assert (got.stands is not None and got.stands.anchor.side is Side.LEFT) is is_there


def test_a_removed_line_stands_nowhere_without_a_base_or_a_change() -> None:
    assert found(removed_line(), {PATH: (None, THEN)}).stands is None
    assert found(removed_line(), {}, {PATH: BASE}).stands is None


def test_what_is_told_are_our_words_without_the_mark_and_the_code_around() -> None:
    one = thread()
    got = retold(one, found(one, {PATH: (BASE, REPAIRED)}))
    assert (got.item, got.path, got.words) == ("query-in-loop", PATH, WORDS)
    assert got.excerpt[-2:] == tuple(f"+{line}" for line in QUOTE.split("\n"))
    (now,) = got.now
    assert [line.text for line in now.lines] == REPAIRED.rstrip("\n").split("\n")
    assert {line.kind for hunk in got.change for line in hunk.lines} == {LineKind.CONTEXT, LineKind.ADDED}


def test_what_a_person_made_of_our_comment_is_told_as_it_is() -> None:
    one = thread(body="Resolved.\nSay gone.")
    got = retold(one, found(one, {PATH: (BASE, THEN)}))
    assert got.words == "Resolved.\nSay gone."
    assert got.now[0].lines[0].head == 1


def test_of_a_file_that_is_gone_only_the_words_are_told() -> None:
    one = thread()
    assert retold(one, Whereabouts(PATH)).now == ()


def test_of_an_untouched_file_there_is_no_change_to_tell() -> None:
    one = thread()
    got = retold(one, found(one, {}, {PATH: BASE}))
    assert (got.change, len(got.now[0].lines)) == ((), 2)
