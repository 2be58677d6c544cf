"""Dependencies that people write down, in every format that is read."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.detectors.dependencies.comparison import dependencies
from reviewbot.domain.source import Source


def read(path: str, text: str) -> list[tuple[str, str, int]]:
    source = Source(path, textwrap.dedent(text).lstrip("\n"), None)
    return [(one.name, one.wanted, one.line) for one in dependencies(source)]


REQUIREMENTS = """
    # what runs
    -r base.txt
    --index-url https://pypi.example.org/simple
    Django==5.1.2
    requests[socks,security] >= 2.31, <3 ; python_version < "3.13"  # a range
    zope.interface~=6.0
    typing_extensions; python_version < "3.11"
    pyyaml==6.0.2 \\
        --hash=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \\
        --hash=sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
    own @ git+https://github.com/shop/own.git@v1.2
    -e git+ssh://git@github.com/shop/tools.git@main#egg=Shop_Tools
    https://example.org/archive/one-1.0.zip
    ./local
    -e .
    /opt/wheels/a.whl
    """


def test_requirements_are_read_with_extras_markers_and_continued_lines() -> None:
    assert read("requirements.txt", REQUIREMENTS) == [
        ("django", "==5.1.2", 4),
        ("requests", ">= 2.31, <3", 5),
        ("zope-interface", "~=6.0", 6),
        ("typing-extensions", "*", 7),
        ("pyyaml", "==6.0.2", 8),
        ("own", "@ git+https://github.com/shop/own.git@v1.2", 11),
        ("shop-tools", "git+ssh://git@github.com/shop/tools.git@main#egg=Shop_Tools", 12),
        ("one-1.0.zip", "https://example.org/archive/one-1.0.zip", 13),
    ]


def test_the_hashes_of_a_continued_requirement_are_its_digests() -> None:
    source = Source("requirements.txt", textwrap.dedent(REQUIREMENTS), None)
    (pinned,) = (one for one in dependencies(source) if one.name == "pyyaml")
    assert {one.value[0] for one in pinned.digests} == {"a", "b"}
    assert {one.algorithm for one in pinned.digests} == {"sha256"}


@pytest.mark.parametrize("path", ["requirements.in", "constraints.txt"])
def test_a_name_alone_is_fine_where_something_is_made_from_it(path: str) -> None:
    assert read(path, "django\n") == [("django", "", 1)]


def test_a_name_alone_is_fine_where_another_file_constrains_it() -> None:
    assert read("requirements.txt", "-c constraints.txt\ndjango\n") == [("django", "", 2)]


PYPROJECT = """
    [build-system]
    requires = ["hatchling>=1.20", 'setuptools']  # builds
    [project]
    name = "shop"
    description = "needs [nothing]"
    keywords = ["django", "shop"]
    dependencies = [
      # "old==1.0",
      "django>=5,<6",
      "uvicorn[standard]>=0.30; python_version < '3.13'",
    ]
    optional-dependencies.docs = ["mkdocs"]
    [project.optional-dependencies]
    test = ["pytest>=8"]
    [dependency-groups]
    dev = ["ruff==0.6.1", {include-group = "test"}]
    [tool.uv]
    dev-dependencies = ["mypy>=1.11"]
    [tool.uv.sources]
    django = { git = "https://github.com/django/django.git", branch = "main" }
    torch = { index = "pytorch" }
    [tool.poetry.dependencies]
    python = "^3.11"
    celery = "^5.4"
    own = { git = "https://github.com/shop/own.git", tag = "v2" }
    near = { path = "../near" }
    [tool.poetry.group.dev.dependencies]
    black = { version = "*", extras = ["d"] }
    [tool.poetry.dependencies.kombu]
    version = "^5.3"
    extras = ["redis"]
    [tool.ruff]
    select = ["E501"]
    """


def test_pyproject_is_read_in_all_its_dialects() -> None:
    assert sorted(read("pyproject.toml", PYPROJECT), key=lambda one: one[2]) == [
        ("hatchling", ">=1.20", 2),
        ("setuptools", "", 2),
        ("django", ">=5,<6", 9),
        ("uvicorn", ">=0.30", 10),
        ("mkdocs", "", 12),
        ("pytest", ">=8", 14),
        ("ruff", "==0.6.1", 16),
        ("mypy", ">=1.11", 18),
        ("django", "git+https://github.com/django/django.git#branch=main", 20),
        ("celery", "^5.4", 24),
        ("own", "git+https://github.com/shop/own.git#v2", 25),
        ("near", "", 26),
        ("black", "*", 28),
        ("kombu", "^5.3", 29),
    ]


CARGO = """
    [package]
    name = "shop"
    version = "1.0.0"
    [dependencies]
    serde = { version = "1.0", features = ["derive"] }
    tokio = "1"
    own = { git = "https://github.com/shop/own", rev = "3f2b1c9" }
    moving = { git = "https://github.com/shop/moving" }
    shared.workspace = true
    near = { path = "../near", version = "1" }
    [dependencies.rand]
    version = "0.8"
    [target.'cfg(unix)'.dependencies]
    nix = "0.29"
    [dev-dependencies]
    insta = "1.40"
    [profile.release]
    lto = "thin"
    """


def test_cargo_is_read_with_its_tables_of_one() -> None:
    assert read("Cargo.toml", CARGO) == [
        ("serde", "1.0", 5),
        ("tokio", "1", 6),
        ("own", "git+https://github.com/shop/own#3f2b1c9", 7),
        ("moving", "git+https://github.com/shop/moving#", 8),
        ("near", "1", 10),
        ("rand", "0.8", 11),
        ("nix", "0.29", 14),
        ("insta", "1.40", 16),
    ]


def test_a_pipfile_is_read() -> None:
    text = '[[source]]\nurl = "https://pypi.org/simple"\n[packages]\ndjango = "*"\n"own.x" = {version = "==1.0"}\n'
    assert read("Pipfile", text) == [("django", "*", 4), ("own.x", "==1.0", 5)]


PACKAGE = """{
  "name": "shop", "version": "1.0.0",
  "scripts": {"build": "tsc", "dependencies": "none"},
  "dependencies": {
    "express": "^4.18.0",
    "empty": ""
  },
  "devDependencies": {"jest": "29.7.0",
    "@types/node": "^20"},
  "overrides": {"express": {"dependencies": "1"}},
  "nested": {"dependencies": {"not": "this"}}
}
"""


def test_package_json_is_read_however_it_is_laid_out() -> None:
    assert read("package.json", PACKAGE) == [
        ("express", "^4.18.0", 5),
        ("empty", "*", 6),
        ("jest", "29.7.0", 8),
        ("@types/node", "^20", 9),
    ]


def test_package_json_on_one_line_is_read() -> None:
    assert read("package.json", '{"dependencies":{"a":"1","b\\u002fc":"2"}}') == [("a", "1", 1), ("b/c", "2", 1)]


@pytest.mark.parametrize("wanted", ["workspace:*", "file:../a", "link:../a", "portal:../a", "catalog:", "../a", "./a"])
def test_what_the_same_repository_holds_is_ours(wanted: str) -> None:
    (one,) = dependencies(Source("package.json", f'{{"dependencies": {{"a": "{wanted}"}}}}', None))
    assert one.is_ours


def test_a_peer_is_shared() -> None:
    (one,) = dependencies(Source("package.json", '{"peerDependencies": {"react": "*"}}', None))
    assert one.is_shared


GO = """
    module github.com/shop/shop
    go 1.22
    require github.com/lib/pq v1.10.9
    require (
    \tgolang.org/x/net v0.30.0
    \tgithub.com/jackc/pgx/v5 v5.7.1 // a driver
    \tgithub.com/old/thing v1.0.0 // indirect
    )
    exclude (
    \tgithub.com/bad/thing v1.2.3
    )
    replace github.com/a/b v1.0.0 => ../b
    retract v1.0.1
    """


def test_go_mod_is_read_as_far_as_it_is_required_directly() -> None:
    assert read("go.mod", GO) == [
        ("github.com/lib/pq", "v1.10.9", 3),
        ("golang.org/x/net", "v0.30.0", 5),
        ("github.com/jackc/pgx/v5", "v5.7.1", 6),
    ]


GEMS = """
    source "https://rubygems.org"
    ruby "3.3.0"
    gem "rails", "~> 7.1", ">= 7.1.3"
    gem 'own', git: 'https://github.com/shop/own.git', branch: 'main'
    gem "tagged", github: "shop/tagged", tag: "v1.0"
    gem "near", path: "../near"
    group :test do
      gem "rspec",
        "~> 3.13"
    end
    # gem "gone", "1.0"
    gem "pg"
    """


def test_a_gemfile_is_read_over_several_lines() -> None:
    assert read("Gemfile", GEMS) == [
        ("rails", "~> 7.1", 3),
        ("own", "git+https://github.com/shop/own.git#branch=main", 4),
        ("tagged", "git+shop/tagged#v1.0", 5),
        ("near", "", 6),
        ("rspec", "~> 3.13", 8),
        ("pg", "", 12),
    ]


DOCKER = """
    ARG BASE=node
    FROM --platform=$BUILDPLATFORM golang AS build
    FROM registry.example.org:5000/base/node:20.11-alpine as front
    FROM build
    FROM ${BASE}
    FROM scratch
    FROM alpine@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d
    from busybox:latest
    """


def test_images_are_read_with_tag_or_digest() -> None:
    assert read("build/Dockerfile", DOCKER) == [
        ("golang", "latest", 2),
        ("registry.example.org:5000/base/node", "20.11-alpine", 3),
        ("alpine", "sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d", 7),
        ("busybox", "latest", 8),
    ]


def test_actions_are_read_and_shared_workflows_are_not() -> None:
    text = """
        jobs:
          a:
            uses: shop/ci/.github/workflows/test.yml@main
          b:
            steps:
              - uses: actions/checkout@v4
              - uses: "shop/upload/sub@main"
              - uses: ./local
              - uses: docker://alpine:latest
                # uses: old/thing@master
        """
    assert read(".github/workflows/ci.yml", text) == [
        ("actions/checkout", "v4", 6),
        ("shop/upload/sub", "github:shop/upload/sub#main", 7),
    ]


@pytest.mark.parametrize("path", ["app/settings.toml", "docs/package.json.md", "workflows/ci.yml", "mypyproject.toml"])
def test_other_files_name_nothing(path: str) -> None:
    assert read(path, 'dependencies = ["a==1"]\n- uses: a/b@main\n') == []


PATHS = [
    "requirements.txt", "pyproject.toml", "Pipfile", "Cargo.toml", "package.json", "go.mod", "Gemfile", "Dockerfile",
    ".github/workflows/a.yml",
]  # fmt: skip
HOSTILE = {
    "spaces": " " * 1_000_000,
    "one word": "a" * 1_000_000,
    "brackets": "[" * 1_000_000,
    "braces": '{"a":' * 100_000,
    "quotes": '"' * 300_000,
    "escapes": '"' + '\\"' * 150_000,
    "single quotes": "x = [" + "'" * 1_000_000,
    "dashes": "- " * 150_000,
    "dots and dashes": "-._" * 300_000,
    "equals": "a = " * 250_000,
    "open table": "[" + " " * 1_000_000,
    "many open tables": ("[" + " " * 4_000 + "\n") * 250,
    "many escapes": ('dependencies = ["' + '\\"' * 2_000 + "\n") * 200,
    "continued": "a \\\n" * 20_000,
    "gems": "gem 'a',\n" * 10_000,
    "long gem": "gem 'a', " + "git: " * 200_000,
    "images": "FROM " + "--a=b " * 150_000,
    "hashes": "a==1 " + "--hash=sha256:" * 60_000,
    "inline": "[dependencies]\nx = {" + "a=" * 400_000,
    "null": "\0" * 300_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    for path in PATHS:
        dependencies(Source(path, text, None))
        dependencies(Source(path, f"[project]\ndependencies = [\n{text}", None))
    assert time.process_time() - start < 10


@given(st.sampled_from(PATHS), st.text(alphabet="ab\"'[]{}:=,#\\\n /@.-1", max_size=300))
def test_any_text_is_read_and_every_line_exists(path: str, text: str) -> None:
    source = Source(path, text, None)
    assert all(1 <= one.line <= len(source.lines) and one.name for one in dependencies(source))
