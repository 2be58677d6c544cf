"""How a team says no to a finding: beside the line, or in its configuration where the file can hold no comment."""

import json
import re

from reviewbot.domain.finding import Finding
from reviewbot.domain.paths import names

CONFIGURATION = ".github/reviewbot.yml"
"""Where a team's no stands that the source cannot hold."""

_WITH_COMMENTS = ("tsconfig*.json", "jsconfig*.json", "devcontainer.json", ".eslintrc.json")
# JSON and tables have no comments, and what a program writes anew does not keep them.
_WITHOUT_COMMENTS = (
    "*.json", "*.ipynb", "*.csv", "*.tsv", "*.lock", "*.lockfile", "*.lockb", "*.lock.hcl", "go.sum", "go.work.sum",
    "pnpm-lock.yaml", "pylock.toml", "Package.resolved", "Cartfile.resolved",
)  # fmt: skip
_ODD_IN_GLOBS = re.compile(r"[*?\[\]{}`\\]")
_ODD_AT_FIRST = re.compile(r"^(\.?)[!. ]")
_PLAIN_IN_YAML = re.compile(r"[A-Za-z0-9_/][A-Za-z0-9_./-]*")


def can_hold_comment(path: str) -> bool:
    """Tell whether a comment can stand beside a file's lines and stays there."""
    return _is(path, _WITH_COMMENTS) or not _is(path, _WITHOUT_COMMENTS)


def override(finding: Finding) -> str:
    """Write the line of the configuration that switches a finding's item off for its file."""
    # What means something in a glob is any one character: this path is matched, and hardly another.
    glob = _ODD_AT_FIRST.sub(r"\1?", _ODD_IN_GLOBS.sub("?", finding.path))
    # A name alone would be matched in every folder.
    rooted = glob if "/" in glob else f"/{glob}"
    written = rooted if _PLAIN_IN_YAML.fullmatch(rooted) else json.dumps(rooted, ensure_ascii=False)
    return f"overrides: [{{paths: [{written}], items: {{{finding.item}: off}}}}]"


def _is(path: str, globs: tuple[str, ...]) -> bool:
    return any(names(glob, path) for glob in globs)
