"""Owners of files, as GitHub reads CODEOWNERS."""

import pytest

from reviewbot.diff.owners import owners_of, ownerships

TEXT = """\
# who owns what
*             @acme/everybody
*.sql         @acme/data dba@example.com   # both
/billing/     @acme/payments
docs/*        @acme/writers
apps/**/api   @acme/api
/billing/vendored/
!billing/     @acme/nobody
[ab].py       @acme/nobody
"""


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("main.py", ("acme/everybody",)),
        ("orders/0001.sql", ("acme/data", "dba@example.com")),
        ("billing/pay.py", ("acme/payments",)),
        ("old/billing/pay.py", ("acme/everybody",)),
        ("docs/intro.md", ("acme/writers",)),
        ("docs/build/intro.md", ("acme/everybody",)),
        ("apps/one/two/api/views.py", ("acme/api",)),
        ("billing/vendored/x.py", ()),
        ("a.py", ("acme/everybody",)),
    ],
)
def test_the_last_line_that_matches_decides(path: str, owners: tuple[str, ...]) -> None:
    assert owners_of(path, ownerships(TEXT)) == owners


def test_without_a_file_nobody_owns_anything() -> None:
    assert owners_of("main.py", ownerships("")) == ()


def test_a_file_that_never_ends_is_read_up_to_a_limit() -> None:
    assert len(ownerships("*.py @a @b @c @d @e @f\n" * 9_000)) == 5_000
    assert owners_of("x.py", ownerships("*.py @a @b @c @d @e @f\n")) == ("a", "b", "c", "d", "e")
