"""A SQL script, split into the statements that migrate up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.detectors.sql.statements import statements


def _split(text: str, *, has_backslashes: bool = False) -> list[tuple[int, str]]:
    found = statements(text, has_backslashes=has_backslashes)
    return [(one.line, " ".join(token.text for token in one.tokens)) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drop table a;\n\ndrop table b", [(1, "drop table a"), (3, "drop table b")]),
        ("-- drop table a;\ndrop /* ; /* nested ; */ ; */ table b;", [(2, "drop table b")]),
        ("drop table a -- the end;\n;", [(1, "drop table a")]),
        ("update a set b = 'x;''y;'; drop table c;", [(1, "update a set b = 'x;''y;'"), (1, "drop table c")]),
        ('drop table "a;""b", `c;d`, [e f];', [(1, 'drop table "a;""b" , `c;d` , [e f]')]),
        ("alter table a alter b set default E'it\\';s';", [(1, "alter table a alter b set default E'it\\';s'")]),
        ("create function f() as $body$ a; $x$ b; $body$;", [(1, "create function f ( ) as $body$ a; $x$ b; $body$")]),
        ("update a set b = $1 where c = 1.5;", [(1, "update a set b = $ 1 where c = 1.5")]),
        (";;\n;", []),
        ("", []),
    ],
    ids=[
        "two",
        "comments",
        "comment before the end",
        "quotes",
        "names",
        "escapes",
        "dollars",
        "numbers",
        "empty",
        "none",
    ],
)
def test_a_statement_ends_at_a_semicolon_of_its_own(text: str, expected: list[tuple[int, str]]) -> None:
    assert _split(text) == expected


@pytest.mark.parametrize(
    "text", ["drop table 'a", 'drop table "a', "drop table a /* b", "drop table $$ b", "drop table e'a\\"]
)
def test_what_does_not_end_ends_with_the_script(text: str) -> None:
    assert len(_split(text)) == 1


def test_a_backslash_quotes_in_every_string_of_mysql() -> None:
    text = "update a set b = 'it\\'s; here'; drop table c;"
    assert _split(text, has_backslashes=True)[1:] == [(1, "drop table c")]
    assert _split(text)[1:] != [(1, "drop table c")]


@pytest.mark.parametrize(
    "text",
    [
        "-- +goose Up\ndrop table a;\n-- +goose Down\ndrop table b;",
        "-- +migrate Up notransaction\ndrop table a;\n-- +migrate Down\ndrop table b;",
        "-- migrate:up\ndrop table a;\n-- migrate:down\ndrop table b;",
        "-- Up Migration\ndrop table a;\n-- Down Migration\ndrop table b;",
        "\ndrop table a;\n---- create above / drop below ----\ndrop table b;",
        "-- migrate:up\ndrop table a\n-- migrate:down\ndrop table b",
    ],
    ids=["goose", "sql-migrate", "dbmate", "node-pg-migrate", "tern", "no semicolon"],
)
def test_only_the_way_up_is_read(text: str) -> None:
    assert _split(text) == [(2, "drop table a")]


def test_the_way_up_may_come_last() -> None:
    assert _split("-- migrate:down\ndrop table b;\n-- migrate:up\ndrop table a;") == [(4, "drop table a")]


def test_goose_keeps_a_statement_together() -> None:
    text = "-- +goose StatementBegin\ncreate view a; b; c;\n-- +goose StatementEnd\ndrop table d;"
    assert [line for line, _ in _split(text)] == [2, 4]


def test_what_a_client_reads_itself_is_passed() -> None:
    text = (
        "\\connect shop\nCOPY a (b, c) FROM stdin;\n1\t'x;\n\\.\nDELIMITER //\ndrop table c; //\nDELIMITER ;\n"
        "drop table d;\n"
    )
    assert _split(text) == [(8, "drop table d")]


@pytest.mark.parametrize("text", ["COPY a FROM stdin;\n1;2", "delimiter $\ndrop table a;"])
def test_what_a_client_reads_may_reach_the_end(text: str) -> None:
    assert _split(text) == []


def test_a_routines_semicolons_are_its_own() -> None:
    text = (
        "CREATE TRIGGER t BEFORE INSERT ON a BEGIN\n"
        "  UPDATE a SET b = CASE WHEN c THEN 1 END;\n  IF d THEN DELETE FROM e; END IF;\nEND;\ndrop table f;"
    )
    assert [line for line, _ in _split(text)] == [1, 5]


def test_the_statements_of_a_do_block_are_its_own_lines() -> None:
    text = (
        "DO $$\nDECLARE n int;\nBEGIN\n  IF NOT EXISTS (SELECT 1) THEN\n    ALTER TABLE a ADD b int;\n  END IF;\n"
        "  DROP TABLE c;\nEXCEPTION WHEN duplicate_object THEN null;\nEND $$;"
    )
    assert [one for one in _split(text) if one[1].split()[0] in ("ALTER", "DROP")] == [
        (5, "ALTER TABLE a ADD b int"),
        (7, "DROP TABLE c"),
    ]


def test_of_rows_only_the_head_is_kept() -> None:
    (one,) = statements("INSERT INTO a (b) VALUES " + "(1), " * 1000 + "(2);")
    assert len(one.tokens) == 6


def test_of_a_dump_only_the_first_statements_are_read() -> None:
    assert len(statements("drop table a;" * 6_000)) == 5_000
    (one,) = statements("alter table a " + "add b," * 3_000)
    assert len(one.tokens) == 5_000


@given(st.text(alphabet="aAeE'\"`$[]();/*-\\\n xDO+goose", max_size=200))
def test_any_text_is_read_with_lines_that_it_has(text: str) -> None:
    lines = [token.line for one in statements(text) for token in one.tokens]
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert lines == sorted(lines)
