"""Which parts of a text must not leave."""

import time
from collections.abc import Callable

import pytest

from reviewbot.checklist.load import checklist
from reviewbot.secrets_in import finder

Find = Callable[[str], frozenset[str]]

# None of these was ever a key.
LINES = [f"{'MIIE' if number == 0 else 'QUJD'}{'aB3+' * 14}{number:04}" for number in range(5)]
LAST = "dGhlIGVuZCBvZiBpdA=="


@pytest.fixture(scope="module")
def find() -> Find:
    return finder(checklist({}).items, ["sk-of-ours-1234", "tiny"])


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ('GITHUB_TOKEN = "ghp_121212121212121212121212121212121212"', "ghp_121212121212121212121212121212121212"),
        ('password="hunter2hunter2!"', "hunter2hunter2!"),
        ("SIGNING_SECRET=4f9a8c7b6d5e4f3a2b1c", "4f9a8c7b6d5e4f3a2b1c"),
        ('os.getenv("SESSION_SECRET", "keyboard-cat")', "keyboard-cat"),
        ("x = 'anything sk-of-ours-1234'", "sk-of-ours-1234"),
    ],
)
def test_a_secret_is_found_in_any_text(find: Find, text: str, secret: str) -> None:
    assert secret in find(f"before\n{text}\nafter")


def test_a_short_secret_takes_its_delimiters_along(find: Find) -> None:
    assert find('url = "postgres://shop:shop1@db.shop.internal/shop"') == {":shop1@"}


@pytest.mark.parametrize(
    "text",
    ["", "def total(numbers): return sum(numbers)", 'password = "your-password-here"', "tiny", "PRIVATE KEY"],
)
def test_an_ordinary_text_has_none(find: Find, text: str) -> None:
    assert find(text) == frozenset()


def test_a_secret_on_a_long_line_is_found(find: Find) -> None:
    for before in (1_590, 1_990, 2_000, 9_000):
        assert find("x" * before + ' "ghp_121212121212121212121212121212121212" ' + "y" * 5_000)


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("    ", ""), ('    "', '\\n"'), ("# ", ""), ("+ '", "\\r\\n' +"), (" * ", "\r")],
    ids=["file", "indented", "string", "comment", "concatenated", "carriage-return"],
)
def test_every_line_of_a_private_key_is_found(find: Find, before: str, after: str) -> None:
    block = ["-----BEGIN RSA PRIVATE KEY-----", *LINES, LAST, "-----END RSA PRIVATE KEY-----"]
    assert find("\n".join(f"{before}{line}{after}" for line in block)) == {*LINES, LAST}


def test_a_private_key_on_one_line_is_found(find: Find) -> None:
    key = "\\n".join((*LINES, LAST))
    text = f'{{"private_key": "-----BEGIN PRIVATE KEY-----\\n{key}\\n-----END PRIVATE KEY-----\\n"}}'
    assert any(LINES[0] in secret and LAST in secret for secret in find(text))


@pytest.mark.parametrize(
    "block",
    [
        ["-----BEGIN PRIVATE KEY-----", LINES[0]],
        [LAST, "-----END PRIVATE KEY-----"],
        ["-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----", LINES[0]],
        LINES[1:4],
        [*LINES[1:4], LAST],
    ],
    ids=["head", "tail", "two", "middle", "middle-and-rest"],
)
def test_a_part_of_a_private_key_is_found(find: Find, block: list[str]) -> None:
    keys = {line for line in block if not line.startswith("-----")}
    assert find("\n".join(["a = 1", *block, "b = 2"])) == keys


def test_code_between_the_marks_of_a_key_is_no_secret(find: Find) -> None:
    code = [
        "# -----BEGIN PRIVATE KEY-----",
        "subprocess.run(request.args['x'])",
        "return",
        "# -----END PRIVATE KEY-----",
    ]
    assert find("\n".join(code)) == frozenset()


def test_a_few_long_words_are_no_key(find: Find) -> None:
    assert find("\n".join(["a" * 64, "b" * 64, "c" * 63, "d" * 64])) == frozenset()
    assert find("\n".join(["aVeryLongNameIndeed"] * 9)) == frozenset()


def test_after_its_end_a_key_has_no_more_lines(find: Find) -> None:
    text = "\n".join(["-----BEGIN PRIVATE KEY-----", LINES[0], "-----END PRIVATE KEY-----", "someVeryLongNameOfOurs"])
    assert find(text) == {LINES[0]}


def test_a_key_that_never_ends_hides_only_so_many_lines(find: Find) -> None:
    text = "\n".join(["-----BEGIN PRIVATE KEY-----", *["x"] * 400, "someVeryLongNameOfOurs"])
    assert find(text) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "password" * 10_000,
        'password="a1' * 8_000,
        "postgres://a:b" * 8_000 + "@",
        "-----BEGIN PRIVATE KEY-----\n" * 4_000,
        "-----END PRIVATE KEY-----\n" * 4_000,
        "token=" * 10_000 + '"' + "a1" * 10_000,
        "SG." + "-a" * 40_000,
    ],
    ids=["word", "open", "urls", "begins", "ends", "token", "dots"],
)
def test_no_text_takes_long(find: Find, text: str) -> None:
    start = time.process_time()
    find(text)
    assert time.process_time() - start < 3
