"""What lies between two versions of a manifest or a lock file."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.revisions import revisions

from reviewbot.detectors.dependencies.comparison import changes, is_about

A, B = "A" * 86 + "==", "B" * 86 + "=="


def said(path: str, base: str | None, head: str | None, beside: Mapping[str, str] | None = None) -> list[str]:
    found = changes(revisions({path: (base, head)}, beside)).changes
    return [f"{one.kind} {one.line} {one.subject} {one.detail}" for one in found]


def package(section: str = "dependencies", **wanted: str) -> str:
    return json.dumps({section: wanted}, indent=1)


def test_what_is_new_is_told_and_what_was_raised_a_little_is_not() -> None:
    head = package(a="^1.9", b="1")
    assert said("package.json", package(a="^1.0"), head) == ["dependency-added 4 b 1"]


def test_a_new_file_and_a_removed_one_bring_nothing_new() -> None:
    assert said("package.json", None, package(a="^1.0")) == []
    assert said("package.json", package(a="^1.0"), None) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("^1.0", "^2.0", "dependency-moved"), ("2.0", "1.0", "dependency-lowered")],
)
def test_another_major_version_is_told(before: str, after: str, kind: str) -> None:
    assert said("package.json", package(a=before), package(a=after)) == [f"{kind} 3 a {before} → {after}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("^1 || ^2", "^2"), (">=1", "2"), ("2024.1.0", "2025.1.0"), ("workspace:^1", "workspace:^2"), ("1.0", "*1")],
)
def test_a_range_a_year_and_a_place_have_no_major_version(before: str, after: str) -> None:
    assert said("package.json", package(a=before), package(a=after)) == []


def test_a_version_that_another_section_named_already_has_not_moved() -> None:
    base = json.dumps({"devDependencies": {"a": "^2"}, "peerDependencies": {"a": "^1"}})
    head = json.dumps({"devDependencies": {"a": "^2"}, "peerDependencies": {"a": "^2"}})
    assert said("package.json", base, head) == []


def test_what_moves_to_another_section_is_not_new() -> None:
    assert said("package.json", package("devDependencies", a="1"), package(a="1")) == []


def test_what_the_same_repository_holds_is_neither_new_nor_open() -> None:
    assert said("package.json", package(), package(a="workspace:*", b="file:../b")) == []


def test_what_became_open_is_told_with_what_it_was() -> None:
    assert said("package.json", package(a="1.0"), package(a="*")) == ["dependency-unpinned 3 a 1.0 → *"]


def test_what_was_open_already_is_not_told_again() -> None:
    assert said("package.json", package(a="*"), package(a="*", b="1")) == ["dependency-added 4 b 1"]


def test_a_peer_may_be_anything() -> None:
    assert said("package.json", None, package("peerDependencies", a="*")) == []


@pytest.mark.parametrize("lock", ["package-lock.json", "shop/yarn.lock", "shop/web/pnpm-lock.yaml"])
def test_a_lock_beside_or_above_decides_what_is_open(lock: str) -> None:
    assert said("shop/web/package.json", None, package(a="*"), {lock: ""}) == []


@pytest.mark.parametrize("lock", ["shop/api/package-lock.json", "poetry.lock", "shop/web/old/yarn.lock"])
def test_a_lock_of_something_else_decides_nothing(lock: str) -> None:
    assert said("shop/web/package.json", None, package(a="*"), {lock: ""}) == ["dependency-unpinned 3 a *"]


def test_a_direct_address_with_a_hash_is_not_open() -> None:
    line = "a @ https://github.com/shop/a/archive/main.zip"
    assert said("requirements.txt", None, f"{line}\n") == ["dependency-unpinned 1 a @ " + line[4:]]
    assert said("requirements.txt", None, f"{line} --hash=sha256:{'a' * 64}\n") == []


def test_a_password_in_an_address_is_not_repeated() -> None:
    line = "git+https://robot:s3cr3t@github.com/shop/own.git@main"
    assert said("requirements.txt", "", f"{line}\n") == [
        "dependency-added 1 own git+https://github.com/shop/own.git@main",
        "dependency-unpinned 1 own git+https://github.com/shop/own.git@main",
    ]


def test_an_image_and_an_action_move_too() -> None:
    assert said("Dockerfile", "FROM node:18\n", "FROM node:20\n") == ["dependency-moved 1 node 18 → 20"]
    path = ".github/workflows/a.yml"
    assert said(path, "- uses: a/b@v1\n", "- uses: a/b@v2\n") == ["dependency-moved 1 a/b v1 → v2"]
    assert said(path, "- uses: a/b@v1\n", "- uses: a/b@main\n") == ["dependency-unpinned 1 a/b v1 → github:a/b#main"]


def yarn(
    version: str = "1.0.0", host: str = "registry.yarnpkg.com", integrity: str = f"sha512-{A}", name: str = "a"
) -> str:
    return f'{name}@^1:\n  version "{version}"\n  resolved "https://{host}/a.tgz"\n  integrity {integrity}\n'


def test_a_digest_that_changed_under_the_same_version_is_told() -> None:
    assert said("yarn.lock", yarn(), yarn(integrity=f"sha512-{B}")) == ["digest-changed 2 a 1.0.0"]


def test_a_digest_that_changed_with_its_host_is_told_as_both() -> None:
    head = yarn(integrity=f"sha512-{B}", host="evil.example")
    assert said("yarn.lock", yarn(), head) == [
        "digest-changed 2 a 1.0.0",
        "source-changed 2 a the registry → evil.example",
    ]


@pytest.mark.parametrize(
    "head",
    [
        yarn(version="1.0.1", integrity=f"sha512-{B}"),
        yarn(integrity=f"sha1-{B}"),
        yarn(integrity=f"sha512-{A} sha1-{B}"),
        yarn(host="registry.npmjs.org"),
        yarn() + yarn(name="b", integrity=f"sha512-{B}"),
        "",
    ],
    ids=["another version", "another algorithm", "one more algorithm", "the same registry", "another package", "gone"],
)
def test_what_lock_files_do_every_day_is_not_told(head: str) -> None:
    assert said("yarn.lock", yarn(), head) == []


def test_a_source_is_told_back_to_the_registry_too() -> None:
    base, head = yarn(host="npm.shop.example"), yarn(host="registry.npmjs.org")
    assert said("yarn.lock", base, head) == ["source-changed 2 a npm.shop.example → the registry"]


def test_a_new_package_from_a_new_host_is_told_and_from_a_known_one_not() -> None:
    new = yarn(name="b", host="npm.shop.example")
    assert said("yarn.lock", yarn(), yarn() + new) == ["source-added 6 b npm.shop.example"]
    known = yarn(name="c", host="npm.shop.example")
    assert said("yarn.lock", yarn() + known, yarn() + known + new) == []


def hashed(*digests: str, version: str = "1.0") -> str:
    return f"a=={version} " + " ".join(f"--hash=sha256:{one * 64}" for one in digests) + "\n"


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [("ab", "ab", 0), ("ab", "abc", 0), ("ab", "a", 0), ("ab", "ac", 1), ("a", "c", 1), ("", "a", 0), ("a", "", 0)],
)
def test_hashes_of_requirements_may_be_added_or_left_out_but_not_replaced(before: str, after: str, count: int) -> None:
    found = said("requirements.txt", hashed(*before), hashed(*after))
    assert found == ["digest-changed 1 a ==1.0"] * count


def poetry(**files: str) -> str:
    listed = "".join(f'  {{file = "{file}", hash = "sha256:{value * 64}"}},\n' for file, value in files.items())
    return f'[[package]]\nname = "a"\nversion = "1.0"\nfiles = [\n{listed}]\n'


def test_files_of_one_version_are_compared_each_with_itself() -> None:
    base = poetry(linux="a", mac="b")
    assert said("poetry.lock", base, poetry(linux="a", windows="c")) == []
    assert said("poetry.lock", base, poetry(linux="c", mac="b", windows="a")) == ["digest-changed 3 a 1.0"]


def test_a_package_that_a_lock_lists_twice_is_told_once() -> None:
    def lock(digest: str) -> str:
        entry = {"version": "1.0.0", "integrity": f"sha512-{digest}"}
        return json.dumps({"packages": {"node_modules/a": entry}, "dependencies": {"a": entry}}, indent=1)

    assert said("package-lock.json", lock(A), lock(B)) == ["digest-changed 4 a 1.0.0"]


def test_a_package_that_a_lock_lists_in_two_places_is_compared_in_each() -> None:
    def lock(nested: str) -> str:
        places = {"node_modules/a": A, "node_modules/b/node_modules/a": nested}
        packages = {place: {"version": "1.0.0", "integrity": f"sha512-{one}"} for place, one in places.items()}
        return json.dumps({"packages": packages}, indent=1)

    assert said("package-lock.json", lock(A), lock(B)) == ["digest-changed 8 a 1.0.0"]


def _bundler(version: str = "1.0.0", remote: str = "https://rubygems.org/", digest: str = "a" * 64) -> str:
    return f"GEM\n  remote: {remote}\n  specs:\n    a ({version})\n\nCHECKSUMS\n  a ({version}) sha256={digest}\n"


def _composer(version: str = "v1.0.0", host: str = "api.github.com", commit: str = "3f2b") -> str:
    dist = {"url": f"https://{host}/a/zipball/{commit}", "reference": commit, "shasum": ""}
    return json.dumps({"packages": [{"name": "s/a", "version": version, "dist": dist}]}, indent=1)


def _nuget(version: str = "1.0.0", digest: str = A) -> str:
    return json.dumps({"dependencies": {"net8.0": {"A": {"resolved": version, "contentHash": digest}}}}, indent=1)


@pytest.mark.parametrize(
    ("path", "base", "head", "told"),
    [
        pytest.param(
            "Gemfile.lock", _bundler(), _bundler(digest="b" * 64), ["digest-changed 7 a 1.0.0"], id="another gem"
        ),
        pytest.param(
            "Gemfile.lock",
            _bundler(),
            _bundler(remote="https://evil.example/"),
            ["source-changed 4 a the registry → evil.example"],
            id="a gem from elsewhere",
        ),
        pytest.param(
            "Gemfile.lock",
            _bundler(remote="https://gems.shop.example").partition("\nCHECKSUMS")[0],
            _bundler(remote="https://gems.shop.example"),
            [],
            id="checksums are new",
        ),
        pytest.param("Gemfile.lock", _bundler(), _bundler("1.0.1", digest="b" * 64), [], id="a newer gem"),
        pytest.param(
            "composer.lock", _composer(), _composer(commit="9d8e"), ["digest-changed 8 s/a v1.0.0"], id="a tag moved"
        ),
        pytest.param(
            "composer.lock",
            _composer(),
            _composer(host="evil.example"),
            ["source-changed 5 s/a api.github.com → evil.example"],
            id="an archive from elsewhere",
        ),
        pytest.param("composer.lock", _composer("dev-main"), _composer("dev-main", commit="9d8e"), [], id="a branch"),
        pytest.param("composer.lock", _composer(), _composer("v1.0.1", commit="9d8e"), [], id="a newer tag"),
        pytest.param(
            "packages.lock.json", _nuget(), _nuget(digest=B), ["digest-changed 5 A 1.0.0"], id="another archive"
        ),
        pytest.param("packages.lock.json", _nuget(), _nuget("1.0.1", B), [], id="a newer archive"),
        pytest.param("gradle.lockfile", "a:b:1=x", "a:b:2=x", [], id="a version without a digest"),
    ],
)
def test_what_other_locks_fetch_is_compared(path: str, base: str, head: str, told: list[str]) -> None:
    assert said(path, base, head) == told


def test_files_are_told_by_their_names() -> None:
    assert all(map(is_about, ("a/package.json", "go.sum", "requirements/dev.txt", "x.Dockerfile", "Cargo.lock")))
    assert not any(map(is_about, ("package.py", "notes.txt", "lock", "docs/Dockerfile.md/a")))


NAMES = st.sampled_from(["a", "b", "@s/c"])
PACKAGES = st.dictionaries(NAMES, st.tuples(st.sampled_from(["1.0.0", "2.0.0"]), st.sampled_from([A, B])))


def npm(packages: Mapping[str, tuple[str, str]], more: Mapping[str, str] | None = None) -> str:
    return json.dumps(
        {
            "packages": {
                f"node_modules/{name}": {
                    "version": version,
                    "integrity": " ".join(
                        [f"sha512-{digest}", *([(more or {})[name]] if name in (more or {}) else [])]
                    ),
                }
                for name, (version, digest) in packages.items()
            }
        },
        indent=1,
    )


@given(PACKAGES)
def test_a_lock_compared_with_itself_gives_nothing(packages: Mapping[str, tuple[str, str]]) -> None:
    assert said("package-lock.json", npm(packages), npm(packages)) == []


@given(PACKAGES, PACKAGES)
def test_a_digest_is_told_where_and_only_where_the_version_stayed(
    base: Mapping[str, tuple[str, str]], head: Mapping[str, tuple[str, str]]
) -> None:
    replaced = {
        name
        for name, (version, digest) in head.items()
        if name in base and base[name][0] == version and base[name][1] != digest
    }
    found = changes(revisions({"package-lock.json": (npm(base), npm(head))})).changes
    assert {one.subject for one in found if one.kind == "digest-changed"} == replaced


@given(PACKAGES)
def test_one_more_algorithm_is_never_told(packages: Mapping[str, tuple[str, str]]) -> None:
    more = dict.fromkeys(packages, f"sha256-{B}")
    assert said("package-lock.json", npm(packages), npm(packages, more)) == []


TEXTS = st.text(alphabet="ab*=\"'[]{}:,#\n /@.-1", max_size=200)
PATHS = st.sampled_from(
    [
        "requirements.txt",
        "pyproject.toml",
        "package.json",
        "yarn.lock",
        "poetry.lock",
        "Dockerfile",
        "Gemfile.lock",
        "composer.lock",
        "packages.lock.json",
        "gradle.lockfile",
    ]
)


@given(PATHS, TEXTS)
def test_any_text_compared_with_itself_gives_nothing(path: str, text: str) -> None:
    assert said(path, text, text) == []


@given(PATHS, TEXTS, TEXTS)
def test_any_change_is_told_on_lines_of_the_head(path: str, base: str, head: str) -> None:
    found = changes(revisions({path: (base, head)})).changes
    assert all(1 <= one.line <= len(head.split("\n")) for one in found)
