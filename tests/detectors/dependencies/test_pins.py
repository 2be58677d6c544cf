"""What a constraint lets in."""

import pytest

from reviewbot.detectors.dependencies.pins import is_unpinned, major


@pytest.mark.parametrize(
    "wanted",
    [
        "*", "latest", "next", "x", ">=0", ">= 0", "npm:other@latest", "npm:@s/other@*",
        "@ git+https://github.com/shop/a.git", "git+https://github.com/shop/a.git@main",
        "git+https://github.com/shop/a.git@feature-x#egg=a", "git+ssh://git@github.com/shop/a.git",
        "git+https://github.com/shop/a.git#branch=release-2", "git@github.com:shop/a.git#develop", "github:shop/a",
        "shop/a", "shop/a#main", "https://github.com/shop/a.git", "https://github.com/shop/a/archive/main.zip",
        "https://github.com/shop/a/archive/refs/heads/v2.tar.gz", "git+https://github.com/shop/a.git@4.x",
        "git+https://github.com/shop/a.git@stable/4.x",
    ],
)  # fmt: skip
def test_a_constraint_that_lets_anything_in_is_unpinned(wanted: str) -> None:
    assert is_unpinned(wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        "", "1.0", "^1", "~> 7.0", ">=1", ">=2,<3", "1.x", "==1.0", "latest-1", "workspace:*", "npm:other@^1",
        "@ git+https://github.com/shop/a.git@v1.2", "git+https://github.com/shop/a.git@3f2b1c9", "../a", "./a/b",
        "git+https://github.com/shop/a.git@v1#egg=a&subdirectory=b", "github:shop/a#semver:^1.0", "shop/a#v1",
        "https://example.org/a-1.0.tar.gz", "https://example.org/a-1.0.whl#sha256=abc", "@ file:///opt/a",
        "https://github.com/shop/a/archive/v2.zip", "git+ssh://git@github.com/shop/a.git@v1",
    ],
)  # fmt: skip
def test_a_version_a_tag_a_commit_and_a_range_are_pinned(wanted: str) -> None:
    assert not is_unpinned(wanted)


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("1.2.3", 1), ("^4.18.0", 4), ("~2", 2), ("==5.1.2", 5), ("~=6.0", 6), ("~> 7.1", 7), ("v1.10.9", 1),
        ("= 3", 3), ("20.11-alpine", 20), ("2.*", 2), ("8.0.0-next-8.13", 8),
        ("", None), ("*", None), (">=2", None), (">=2,<3", None), ("^1 || ^2", None), ("1 - 2", None),
        ("2024.7.4", None), ("workspace:^1", None), ("npm:a@2", None), ("git+https://x.example/a.git@v1", None),
        ("catalog:react19", None), ("sha256:12ab", None), ("4x", None),
    ],
)  # fmt: skip
def test_the_major_version_of_a_plain_constraint_is_known(wanted: str, number: int | None) -> None:
    assert major(wanted) == number
