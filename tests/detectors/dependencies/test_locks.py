"""What lock files fix, in every format and version that is read."""

import json
import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.detectors.dependencies.comparison import dependencies
from reviewbot.detectors.dependencies.dependency import Dependency
from reviewbot.domain.source import Source

Row = tuple[str, str, int, str, list[str]]
A, B, C = "A" * 86 + "==", "B" * 86 + "==", "c" * 64


def read(path: str, text: str) -> list[Row]:
    return [_row(one) for one in dependencies(Source(path, textwrap.dedent(text).lstrip("\n"), None))]


def _row(one: Dependency) -> Row:
    digests = sorted(f"{each.file}|{each.algorithm}|{each.value[:3]}" for each in one.digests)
    return one.name, one.wanted, one.line, one.source, digests


def test_the_first_version_of_package_lock_nests() -> None:
    text = f"""
        {{"name": "shop", "lockfileVersion": 1, "dependencies": {{
          "a": {{
            "version": "1.0.0",
            "resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz",
            "integrity": "sha512-{A}",
            "requires": {{"version": "^2.0.0"}},
            "dependencies": {{
              "version": {{
                "version": "2.0.0",
                "resolved": "https://evil.example/version-2.0.0.tgz",
                "integrity": "sha512-{B}"
              }}
            }}
          }}
        }}}}
        """
    assert read("package-lock.json", text) == [
        ("a", "1.0.0", 3, "", ["|sha512|AAA"]),
        ("version", "2.0.0", 9, "evil.example", ["|sha512|BBB"]),
    ]


def test_later_versions_of_package_lock_list_places() -> None:
    text = f"""
        {{
          "name": "shop", "version": "1.0.0", "lockfileVersion": 3,
          "packages": {{
            "": {{"name": "shop", "version": "1.0.0", "dependencies": {{"a": "^1"}}}},
            "packages/own": {{"version": "1.0.0"}},
            "node_modules/own": {{"resolved": "packages/own", "link": true}},
            "node_modules/@s/a/node_modules/@s/b": {{
              "version": "1.0.1",
              "resolved": "git+ssh://git@github.com/s/b.git#3f2b1c9d8e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b",
              "integrity": "sha512-{A} sha1-{B}",
              "engines": {{"node": ">=18"}},
              "license": "MIT"
            }}
          }}
        }}
        """
    assert read("sub/npm-shrinkwrap.json", text) == [
        ("@s/b", "1.0.1", 8, "github.com", ["|sha1 of the address|3f2", "|sha1|BBB", "|sha512|AAA"]),
    ]


def test_classic_yarn_is_read() -> None:
    text = f"""
        # yarn lockfile v1


        "@babel/core@^7.0.0", "@babel/core@^7.1.0":
          version "7.25.2"
          resolved "https://registry.yarnpkg.com/@babel/core/-/core-7.25.2.tgz#{"0" * 40}"
          integrity sha512-{A}
          dependencies:
            version "^1.0.0"

        left-pad@^1.3.0:
          version "1.3.0"
          resolved "https://npm.shop.example/left-pad-1.3.0.tgz"
        """
    assert read("yarn.lock", text) == [
        ("@babel/core", "7.25.2", 5, "", ["|sha1 of the address|000", "|sha512|AAA"]),
        ("left-pad", "1.3.0", 12, "npm.shop.example", []),
    ]


def test_later_yarn_is_read_without_what_is_patched_here() -> None:
    text = f"""
        __metadata:
          version: 8
          cacheKey: 10c0

        "a@npm:^1.0.0, a@npm:^1.1.0":
          version: 1.1.0
          resolution: "a@npm:1.1.4"
          dependencies:
            b: "npm:^2"
          checksum: 10c0/{C}
          languageName: node
          linkType: hard

        "b@npm:^2":
          version: 2.0.0
          resolution: "b@npm:2.0.0::__archiveUrl=https%3A%2F%2Fnpm.shop.example%2Fb.tgz"
          checksum: {C}

        "a@patch:a@npm%3A^1.0.0#./p.patch":
          version: 1.1.0
          resolution: "a@patch:a@npm%3A1.1.4#./p.patch::version=1.1.0&hash=1"
          checksum: 10c0/{C}

        "shop@workspace:.":
          version: 0.0.0-use.local
          resolution: "shop@workspace:."
        """
    assert read("yarn.lock", text) == [
        ("a", "1.1.4", 6, "", ["|cache 10c0|ccc"]),
        ("b", "2.0.0", 15, "npm.shop.example", ["|cache 10c0|ccc"]),
    ]


@pytest.mark.parametrize(
    ("key", "name", "version"),
    [
        ("/a/1.0.0", "a", "1.0.0"),
        ("/@s/a/1.0.0_react@18.0.0", "@s/a", "1.0.0"),
        ("/@s/a/1.0.0-beta.1", "@s/a", "1.0.0-beta.1"),
        ("npm.shop.example/a/1.0.0", "a", "1.0.0"),
        ("/a@1.0.0(react@18.0.0)", "a", "1.0.0"),
        ("'/@s/a@1.0.0(b@2.0.0)(c@3.0.0)'", "@s/a", "1.0.0"),
        ("a@1.0.0", "a", "1.0.0"),
        ("lodash.get@4.4.2", "lodash.get", "4.4.2"),
        ("'@s/a@1.0.0'", "@s/a", "1.0.0"),
    ],
)
def test_pnpm_is_read_in_every_version(key: str, name: str, version: str) -> None:
    text = f"""
        lockfileVersion: '9.0'

        importers:

          .:
            dependencies:
              a:
                specifier: ^1.0.0
                version: 1.0.0

        packages:

          {key}:
            resolution: {{integrity: sha512-{A}, tarball: https://evil.example/a.tgz}}
            engines: {{node: '>=18'}}
        """
    assert read("pnpm-lock.yaml", text) == [(name, version, 13, "evil.example", ["|sha512|AAA"])]


def test_pnpm_is_read_where_the_resolution_takes_several_lines() -> None:
    text = f"packages:\n  /a/1.0.0:\n    resolution:\n      integrity: sha512-{A}\nsnapshots:\n\n  a@1.0.0: {{}}\n"
    assert read("pnpm-lock.yaml", text) == [("a", "1.0.0", 2, "", ["|sha512|AAA"])]


def test_poetry_is_read_with_its_files() -> None:
    text = f"""
        [[package]]
        name = "a"
        version = "1.0"
        files = [
            {{file = "a-1.0.whl", hash = "sha256:{C}"}},
            {{file = "a-1.0.tar.gz", hash = "sha256:{"d" * 64}"}},
        ]

        [package.dependencies]
        version = "^2"

        [package.source]
        type = "legacy"
        url = "https://pypi.shop.example/simple"

        [metadata]
        content-hash = "{"e" * 64}"
        """
    assert read("poetry.lock", text) == [
        ("a", "1.0", 3, "pypi.shop.example", ["a-1.0.tar.gz|sha256|ddd", "a-1.0.whl|sha256|ccc"]),
    ]


def test_older_poetry_lists_its_files_apart() -> None:
    text = f"""
        [[package]]
        name = "a"
        version = "1.0"

        [metadata.files]
        a = [
            {{file = "a-1.0.whl", hash = "sha256:{C}"}},
        ]
        b = []
        """
    assert read("poetry.lock", text) == [("a", "1.0", 3, "", []), ("a", "", 6, "", ["a-1.0.whl|sha256|ccc"])]


def test_uv_is_read() -> None:
    text = f"""
        version = 1

        [[package]]
        name = "a"
        version = "1.0"
        source = {{ registry = "https://pypi.org/simple" }}
        dependencies = [
            {{ name = "b" }},
        ]
        sdist = {{ url = "https://files.pythonhosted.org/p/a-1.0.tar.gz", hash = "sha256:{C}", size = 12 }}
        wheels = [
            {{ url = "https://files.pythonhosted.org/p/a-1.0.whl", hash = "sha256:{"d" * 64}", size = 12 }},
        ]

        [[package]]
        name = "b"
        version = "2.0"
        source = {{ git = "https://github.com/shop/b?rev=main#3f2b1c9" }}

        [[package]]
        name = "shop"
        source = {{ editable = "." }}
        """
    assert read("uv.lock", text) == [
        ("a", "1.0", 5, "", ["a-1.0.tar.gz|sha256|ccc", "a-1.0.whl|sha256|ddd"]),
        ("b", "2.0", 17, "github.com", []),
    ]


def test_pdm_is_read() -> None:
    text = f"""
        [[package]]
        name = "a"
        version = "1.0"
        summary = "An a = 'b'"
        files = [
            {{file = "a-1.0.whl", hash = "sha256:{C}"}},
        ]
        """
    assert read("pdm.lock", text) == [("a", "1.0", 3, "", ["a-1.0.whl|sha256|ccc"])]


def test_pylock_is_read() -> None:
    text = f"""
        [[packages]]
        name = "a"
        version = "1.0"
        wheels = [{{name = "a-1.0.whl", url = "https://x.example/a-1.0.whl", hashes = {{sha256 = "{C}"}}}}]
        """
    assert read("pylock.toml", text) == [("a", "1.0", 3, "", ["a-1.0.whl|sha256|ccc"])]


def test_cargo_is_read_with_either_place_of_its_checksums() -> None:
    text = f"""
        [[package]]
        name = "a"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "{C}"
        dependencies = [
         "b 1.0.0",
        ]

        [[package]]
        name = "b"
        version = "1.0.0"
        source = "git+https://gitlab.com/shop/b?branch=main#3f2b1c9"

        [metadata]
        "checksum b 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)" = "{"d" * 64}"
        """
    name = "checksum b 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)"
    assert read("Cargo.lock", text) == [
        ("a", "1.0.0", 3, "", ["|checksum|ccc"]),
        ("b", "1.0.0", 12, "gitlab.com", []),
        (name, "", 16, "", ["|checksum|ddd"]),
    ]


def test_go_sum_is_read_with_both_hashes_of_a_module() -> None:
    text = f"github.com/lib/pq v1.10.9 h1:{A[:43]}=\ngithub.com/lib/pq v1.10.9/go.mod h1:{B[:43]}=\n\nodd line\n"
    assert read("go.sum", text) == [
        ("github.com/lib/pq", "v1.10.9", 1, "", ["|h1|AAA"]),
        ("github.com/lib/pq", "v1.10.9", 2, "", ["/go.mod|h1|BBB"]),
    ]


def test_pipfile_lock_is_read() -> None:
    text = f"""
        {{"_meta": {{"hash": {{"sha256": "{C}"}}, "sources": [{{"name": "pypi", "url": "https://pypi.org/simple"}}]}},
          "default": {{"a": {{
            "hashes": ["sha256:{C}", "sha256:{"d" * 64}"],
            "version": "==1.0"}}}}}}
        """
    assert read("Pipfile.lock", text) == [("a", "==1.0", 4, "", ["|sha256|ccc", "|sha256|ddd"])]


def test_bundler_is_read_with_its_sources_and_later_versions_with_checksums() -> None:
    text = f"""
        GIT
          remote: https://gitlab.com/shop/b.git
          revision: 3f2b1c9
          specs:
            b (2.0.0)
              a (~> 1.0)

        PATH
          remote: engines/ours
          specs:
            ours (0.1.0)

        GEM
          remote: https://rubygems.org/
          specs:
            a (1.0.0)
            a (1.0.0-x86_64-linux-gnu)

        GEM
          remote: https://gems.shop.example/
          specs:
            c (3.0.0.pre)

        DEPENDENCIES
          a (~> 1.0)
          b!

        CHECKSUMS
          a (1.0.0) sha256={C}
          a (1.0.0-x86_64-linux-gnu) sha256={"d" * 64}
          b (2.0.0)
          c (3.0.0.pre) sha256={"e" * 64}
        """
    assert read("api/Gemfile.lock", text) == [
        ("b", "2.0.0", 5, "gitlab.com", []),
        ("a", "1.0.0", 16, "", []),
        ("a", "1.0.0", 17, "", []),
        ("c", "3.0.0.pre", 22, "gems.shop.example", []),
        ("a", "1.0.0", 29, "", ["|sha256|ccc"]),
        ("a", "1.0.0", 30, "", ["x86_64-linux-gnu|sha256|ddd"]),
        ("c", "3.0.0.pre", 32, "gems.shop.example", ["|sha256|eee"]),
    ]


def _composed(name: str, version: str, **more: dict[str, str]) -> dict[str, object]:
    authors = [{"name": "Ada", "email": "ada@shop.example"}]
    return {"name": name, "version": version, **more, "require": {"name": "1", "version": "2"}, "authors": authors}


def test_composer_is_read_with_the_commits_of_versions() -> None:
    git = {"type": "git", "url": "https://github.com/s/a.git", "reference": "3f2b"}
    archive = {"type": "zip", "url": "https://api.github.com/repos/s/a/zipball/3f2b", "reference": "3f2b", "shasum": C}
    lock = {
        "packages": [_composed("s/a", "v1.0.0", source=git, dist=archive), _composed("s/b", "dev-main", source=git)],
        "packages-dev": [_composed("s/c", "2.0.0", source=git), _composed("s/d", "2.x-dev", source=git)],
        "aliases": [{"name": "s/e", "version": "1.0.0"}],
    }
    assert read("composer.lock", json.dumps(lock, indent=1)) == [
        ("s/a", "v1.0.0", 5, "api.github.com", []),
        ("s/a", "v1.0.0", 14, "api.github.com", ["dist|commit|3f2", "dist|sha1|ccc", "source|commit|3f2"]),
        ("s/b", "dev-main", 30, "github.com", []),
        ("s/c", "2.0.0", 51, "github.com", []),
        ("s/c", "2.0.0", 55, "github.com", ["source|commit|3f2"]),
        ("s/d", "2.x-dev", 70, "github.com", []),
    ]


def test_a_package_of_composer_without_a_version_or_a_place_is_odd_and_no_more() -> None:
    lock = {"packages": [{"version": "1"}, {"name": "s/a"}, {"name": "", "version": "1"}, _composed("s/b", "1")]}
    assert read("composer.lock", json.dumps(lock)) == [("s/b", "1", 1, "", [])]


def test_nuget_is_read_for_every_framework() -> None:
    text = f"""
        {{
          "version": 1,
          "dependencies": {{
            "net8.0": {{
              "Newtonsoft.Json": {{
                "type": "Direct",
                "requested": "[13.0.1, )",
                "resolved": "13.0.1",
                "contentHash": "{A}",
                "dependencies": {{"resolved": "1", "contentHash": "2"}}
              }},
              "shop.core": {{"type": "Project"}}
            }},
            "net6.0": {{
              "Polly": {{"type": "Transitive", "resolved": "8.0.0", "contentHash": "{B}"}}
            }}
          }}
        }}
        """
    assert read("src/packages.lock.json", text) == [
        ("Newtonsoft.Json", "13.0.1", 8, "", ["|sha512|AAA"]),
        ("Polly", "8.0.0", 15, "", ["|sha512|BBB"]),
    ]


def test_gradle_is_read() -> None:
    text = """
        # This is a Gradle generated file for dependency locking.
        com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath
        empty=annotationProcessor
        """
    assert read("gradle.lockfile", text) == [("com.google.guava:guava", "31.1-jre", 2, "", [])]


LOCKS = [
    "package-lock.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "poetry.lock",
    "uv.lock",
    "cargo.lock",
    "go.sum",
    "Pipfile.lock",
    "Gemfile.lock",
    "composer.lock",
    "packages.lock.json",
    "gradle.lockfile",
]
HOSTILE = {
    "spaces": " " * 1_000_000,
    "braces": '{"packages":' * 100_000,
    "deep": '{"dependencies":{"a":' * 50_000 + '"1"',
    "escapes": '"' + '\\"' * 150_000,
    "many escapes": ('files = ["' + '\\"' * 2_000 + "\n") * 200,
    "hashes": "[[package]]\nfiles = [" + 'file = "a" hash ' * 20_000,
    "addresses": "a@1:\n  resolved " + "https://" * 120_000,
    "one header": '"a@1, ' * 60_000,
    "pnpm": "packages:\n  a@1" + "(" * 900_000 + ":",
    "integrity": "  integrity " + "sha512-" * 140_000,
    "addressed": "[[package]]\nsource = " + '"' * 200_000,
    "gems": "GEM\n  specs:\n" + f"    {'a' * 200} ({'1' * 100}-" * 3_000,
    "checksums": "CHECKSUMS\n  a (1) " + "sha256=" * 130_000,
    "packages": '{"packages": [' + '{"name": "a", "version": "1", "dist": {"reference": "b"}},' * 5_000,
    "frameworks": '{"dependencies": {"net8.0": {' + '"a": {"resolved": "1", "resolved": "2", ' * 90,
    "locked": "a:b:" * 250_000 + "=",
    "bad host": 'a@1:\n  version "1"\n  resolved "https://[::1/a"\n' * 1_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    for path in LOCKS:
        dependencies(Source(path, text, None))
    assert time.process_time() - start < 10


@given(st.sampled_from(LOCKS), st.text(alphabet="ab()\"'[]{}:=,#\\\n /@.-1", max_size=300))
def test_any_text_is_read_and_every_line_exists(path: str, text: str) -> None:
    source = Source(path, text, None)
    assert all(1 <= one.line <= len(source.lines) and one.name for one in dependencies(source))
