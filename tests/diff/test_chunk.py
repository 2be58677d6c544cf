"""Which files one conversation is about."""

import sys
from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.change import file_diff

from reviewbot.diff.chunk import chunked, parts, size
from reviewbot.diff.excerpt import excerpts
from reviewbot.domain.chunk import Piece
from reviewbot.domain.diff import Hunk, Line, LineKind, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.levels import Confidence
from reviewbot.domain.paths import PathClass, path_class
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of

_LIMIT = 2_000


def _piece(path: str, text: str = "x = 1\n", items: tuple[str, ...] = ("item",)) -> Piece:
    head = Source(path, text, grammar_of(path))
    return Piece(
        file_diff(path, None, text), head.language, path_class(path), excerpts(file_diff(path, None, text), head), items
    )


def _names(pieces: Sequence[Piece], limit: int = _LIMIT) -> list[tuple[str, ...]]:
    return [chunk.paths for chunk in chunked(pieces, limit, lambda _piece: 0)]


def _filler(name: str, size: int) -> Piece:
    return _piece(name, "y = 2\n" * (size // 13))


def _apart(*pieces: Piece) -> list[tuple[str, ...]]:
    """Give what shares a chunk where others, which fill most of one each, keep neighbours from meeting by chance."""
    between = [_filler(f"{letter}{number}_filler{number}.xyz", 1_300) for number in range(9) for letter in "bhmqtz"]
    together = [chunk for chunk in _names([*pieces, *between]) if len(chunk) > 1]
    return [
        tuple(path for path in chunk if "filler" not in path)
        for chunk in together
        if sum("filler" not in path for path in chunk) > 1
    ]


_LINES = st.lists(st.text(" \tabcdé}\ud800", max_size=30), max_size=40)
_HUNKS = st.lists(_LINES.filter(bool), min_size=1, max_size=4)
_PATHS = st.sampled_from(
    ["a.py", "b.py", "shop/orders.py", "tests/test_orders.py", "shop/models.py", "api/openapi.yaml", "z.sql"]
)


@st.composite
def _pieces(draw: st.DrawFn) -> list[Piece]:
    paths = draw(st.lists(_PATHS, unique=True, max_size=7))
    return [_drawn(path, draw(_HUNKS)) for path in paths]


def _drawn(path: str, hunks: list[list[str]]) -> Piece:
    """Make a piece whose lines are numbered through all hunks."""
    shown, number = [], 0
    for texts in hunks:
        shown.append(Hunk(tuple(Line(LineKind.ADDED, None, number + at, text) for at, text in enumerate(texts, 1))))
        number += len(texts)
    return Piece(file_diff(path, None, "x\n"), None, PathClass.PRODUCTION, tuple(shown), ("item",))


def _numbered(pieces: Sequence[Piece]) -> list[tuple[str, int | None, str]]:
    return [
        (piece.file.path, line.head, line.text) for piece in pieces for hunk in piece.excerpts for line in hunk.lines
    ]


@given(_pieces(), st.integers(1, 400))
def test_every_line_of_every_piece_is_in_exactly_one_chunk(pieces: list[Piece], limit: int) -> None:
    shown = [piece for chunk in chunked(pieces, limit, lambda _piece: 0) for piece in chunk.pieces]
    assert sorted(_numbered(shown)) == sorted(_numbered(pieces))


@given(_pieces(), st.integers(1, 400))
def test_no_chunk_is_above_the_limit_unless_a_single_line_is(pieces: list[Piece], limit: int) -> None:
    for chunk in chunked(pieces, limit, lambda _piece: 0):
        assert sum(map(size, chunk.pieces)) <= limit or len(_numbered(chunk.pieces)) == 1


@given(_pieces(), st.integers(50, 400), st.randoms())
def test_the_order_of_the_pieces_does_not_matter(pieces: list[Piece], limit: int, random: object) -> None:
    shuffled = sorted(pieces, key=lambda _piece: random.random())  # type: ignore[attr-defined]
    assert chunked(shuffled, limit, len_of_path) == chunked(pieces, limit, len_of_path)


def len_of_path(piece: Piece) -> int:
    """Give every piece some risk."""
    return len(piece.file.path)


@given(_pieces(), st.integers(1, 400))
def test_parts_are_numbered_and_hold_the_lines_in_order(pieces: list[Piece], limit: int) -> None:
    for piece in pieces:
        several = parts(piece, limit)
        assert _numbered(several) == _numbered([piece])
        assert [one.part for one in several] == [(number, len(several)) for number in range(1, len(several) + 1)]


def test_a_chunk_is_as_risky_as_its_riskiest_piece() -> None:
    risks = {"a.py": 1, "b.py": 7, "c.py": 3}
    (chunk,) = chunked([_piece(path) for path in risks], _LIMIT, lambda piece: risks[piece.file.path])
    assert chunk.risk == 7


def test_small_neighbours_share_a_chunk() -> None:
    assert _names([_piece("c.py"), _piece("a.py"), _piece("b.py")]) == [("a.py", "b.py", "c.py")]


def test_nothing_gives_no_chunk() -> None:
    assert _names([]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_piece("a/orders.py"), _piece("tests/test_orders.py"), id="code-and-its-test"),
        pytest.param(_piece("src/order.service.ts"), _piece("test/order.service.spec.ts"), id="code-and-its-spec"),
        pytest.param(_piece("a/Orders.java"), _piece("x/OrdersTest.java"), id="code-and-its-test-in-java"),
        pytest.param(_piece("src/order.controller.ts"), _piece("src/zzz/orders.service.ts"), id="handler-and-service"),
        pytest.param(_piece("orders/models.py"), _piece("orders/migrations/0042_email.py"), id="model-and-migration"),
        pytest.param(
            _piece("app/models.py", "class Customer(Base):\n    email = Column(String)\n"),
            _piece("migrations/versions/3f2c_email.py", 'op.add_column("customers", Column("email"))\n'),
            id="alembic-migration-and-the-class-it-speaks-of",
        ),
        pytest.param(
            _piece("src/entities/order-line.entity.ts", "export class OrderLine {}\n"),
            _piece("src/migrations/1700000000000-AddNote.ts", 'q.query(`ALTER TABLE "order_lines" ADD note text`);\n'),
            id="typeorm-entity-and-migration",
        ),
        pytest.param(
            _piece("api/openapi.yaml", "paths:\n  /v1/invoices:\n    get: {}\n"),
            _piece("shop/handlers/invoices.py"),
            id="contract-and-handler",
        ),
        pytest.param(
            _piece("proto/shop.proto", "service Invoices { rpc Total(Ask) returns (Answer); }\n"),
            _piece("shop/server.py", "class InvoicesServicer:\n    pass\n"),
            id="contract-and-the-class-that-keeps-it",
        ),
        pytest.param(_piece("a/ledger.py"), _piece("x/book.py", "from a.ledger import Ledger\n"), id="who-imports"),
        pytest.param(
            _piece("src/clock.ts"), _piece("x/till.ts", 'import {\n  now,\n} from "../clock";\n'), id="imports-in-lines"
        ),
        pytest.param(_piece("orders/__init__.py"), _piece("x/orders.py"), id="package-by-its-folder"),
        pytest.param(_piece("a/companies.py"), _piece("x/company.py"), id="plural"),
    ],
)  # fmt: skip
def test_what_belongs_together_shares_a_chunk(one: Piece, other: Piece) -> None:
    assert _apart(one, other) == [tuple(sorted((one.file.path, other.file.path)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_piece("a/orders.py"), _piece("x/invoices.py"), id="other-names"),
        pytest.param(_piece("a/utils.py"), _piece("x/utils.py"), id="names-that-say-nothing"),
        pytest.param(_piece("main.py"), _piece("zzz.py"), id="no-folder"),
        pytest.param(
            _piece("x/shelf.py", "def get():\n    pass\n"), _piece("api/openapi.yaml", "get: {}\n"), id="verbs"
        ),
        pytest.param(_piece("a/ledger.py"), _piece("x/book.py", "# the ledger\n"), id="only-spoken-of"),
    ],
)
def test_what_does_not_need_not(one: Piece, other: Piece) -> None:
    assert _apart(one, other) == []


def test_related_files_that_do_not_fit_come_apart_and_the_nearest_stay() -> None:
    code, test, other = (
        _filler("a/orders.py", 1_300),
        _filler("tests/test_orders.py", 600),
        _filler("x/orders.py", 1_300),
    )
    assert _names([code, test, other]) == [("a/orders.py", "tests/test_orders.py"), ("x/orders.py",)]


_STEP = "    step({number})\n"
_MODULE = "".join(
    f"@cached\ndef number_{number}():\n"
    + "".join(_STEP.format(number=at) + "\n" * (at % 3 == 0) for at in range(number % 7 + 5))
    + "\n\n"
    for number in range(60)
)


def test_a_large_file_is_split_where_definitions_begin() -> None:
    several = parts(_piece("a.py", _MODULE), _LIMIT)
    assert len(several) > 5
    assert {hunk.lines[0].text for piece in several for hunk in piece.excerpts} == {"@cached"}


def test_a_large_class_is_split_where_methods_begin() -> None:
    methods = "".join(f"  get{number}() {{\n    return {{\n      {number},\n    }};\n  }}\n\n" for number in range(100))
    several = parts(_piece("a.ts", f"class Numbers {{\n{methods}}}\n"), _LIMIT)
    starts = [hunk.lines[0].text for piece in several for hunk in piece.excerpts]
    assert starts[0] == "class Numbers {"
    assert all(start.startswith("  get") for start in starts[1:])


def test_a_part_gets_the_evidence_on_its_lines() -> None:
    piece = _piece("a.py", "".join(f"x{number} = {number}\n" for number in range(200)))
    at = [1, 150, 999]
    found = tuple(_evidence(line) for line in at)
    several = parts(Piece(piece.file, None, piece.kind, piece.excerpts, ("item",), found), _LIMIT)
    assert [[one.anchor.start_line for one in part.evidence] for part in several] == [[1, 999], [150]]


def test_evidence_on_a_removed_line_goes_by_the_number_in_the_base() -> None:
    base = "".join(f"x{number} = {number}\n" for number in range(200))
    head = base.replace("x120 = 120\n", "")
    file = file_diff("a.py", "".join(f"y{number}\n" for number in range(99)) + base, head)
    found = (_evidence(99 + 121, Side.LEFT), _evidence(98, Side.LEFT))
    shown = excerpts(file, Source("a.py", head, "python"))
    several = parts(Piece(file, "python", PathClass.PRODUCTION, shown, ("item",), found), 1_400)
    for part in several:
        numbers = {line.base for hunk in part.excerpts for line in hunk.lines}
        assert [one.anchor.start_line for one in part.evidence] == [line for line in (220, 98) if line in numbers]
    assert sum(len(part.evidence) for part in several) == 2


def _evidence(line: int, side: Side = Side.RIGHT) -> Candidate:
    return Candidate("item", Anchor("a.py", side, line, line), "x", "t", "w", "m", Confidence.LOW, "detector")


def test_four_hundred_files_are_cut_and_chunked_in_less_than_two_seconds() -> None:
    before = [(f"shop/area{number % 20}/file{number}.py", _MODULE[: 800 + number * 3]) for number in range(400)]
    after = [(path, text.replace("number_1", "other_1").replace("(4)", "(5)")) for path, text in before]
    changes = [(file_diff(path, old, new), new) for (path, old), (_, new) in zip(before, after, strict=True)]
    start = process_time()
    shown = [(file, excerpts(file, Source(file.path, text, "python"))) for file, text in changes]
    pieces = [Piece(file, "python", PathClass.PRODUCTION, hunks, ("item",)) for file, hunks in shown]
    chunks = chunked(pieces, 24_000, len_of_path)
    # Measuring coverage takes several times as long as what it measures.
    assert process_time() - start < (2 if sys.gettrace() is None else 10)
    assert {path for chunk in chunks for path in chunk.paths} == {path for path, _ in before}
