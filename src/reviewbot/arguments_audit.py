"""The command line of audits, described: every action, option and example."""

import argparse
import re
from pathlib import Path

from reviewbot.domain.audit import Shard

RUN_EXAMPLES = """\
examples:
  reviewbot audit run                           the default branch, worst first; without a key the detectors alone
  reviewbot audit run -o audit.html -o a.json   and as a page, and as a report that `audit publish` takes
  reviewbot audit run --rev v2.0 --fail-on high a tag, with exit code 1 if there is anything grave
  reviewbot audit run --engine all --max-usd 2  with the agent, for two dollars at most
  reviewbot audit run --write-baseline          accept all that is found: the next audit tells what is new
  reviewbot audit run --shard 3/8 -o 3.json     the third of eight parts; `audit merge` joins them

exit codes: 0 done, 1 root causes at or above --fail-on, 2 wrong use or configuration, 3 could not be completed
"""
PLAN_EXAMPLES = """\
examples:
  reviewbot audit plan                          a matrix for GitHub Actions, as many jobs as the code is worth
  reviewbot audit plan --shards 8 --max-usd 4   eight jobs, half a dollar each
  reviewbot audit plan --format text            for people
"""
MERGE_EXAMPLES = """\
examples:
  reviewbot audit merge 1.json 2.json 3.json -o audit.json
  reviewbot audit merge shards/*.json -o audit.json -o audit.html
"""
PUBLISH_EXAMPLES = """\
examples:
  reviewbot audit publish audit.json --dry-run  say each write instead of doing it
  GITHUB_TOKEN=... reviewbot audit publish audit.json --repository acme/shop

The token needs `issues: write` for the tracking issue and `security-events: write` for code scanning.
"""
FORMATS = ("text", "markdown", "json", "sarif", "html")
_SHARD = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})")
_MOST_SHARDS = 256
"""GitHub starts at most so many jobs of one matrix."""


def add_audit(audit: argparse.ArgumentParser) -> None:
    """Describe what `audit` does, each action with its options and examples."""
    actions = audit.add_subparsers(metavar="ACTION", required=True)
    _add_run(_action(actions, "run", "audit a branch of a local repository", RUN_EXAMPLES))
    _add_plan(_action(actions, "plan", "divide an audit over several machines", PLAN_EXAMPLES))
    _add_merge(_action(actions, "merge", "join the reports of several machines", MERGE_EXAMPLES))
    _add_publish(
        _action(actions, "publish", "write a report to the tracking issue and code scanning", PUBLISH_EXAMPLES)
    )


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, says: str, examples: str
) -> argparse.ArgumentParser:
    described = says[0].upper() + says[1:] + "."
    raw = argparse.RawDescriptionHelpFormatter
    return actions.add_parser(name, help=says, description=described, epilog=examples, formatter_class=raw)


def _add_run(run: argparse.ArgumentParser) -> None:
    add = run.add_argument
    _add_place(run)
    add("--engine", choices=("auto", "detectors", "agent", "all"),
        help="who reads (default: the configuration's, auto)")  # fmt: skip
    add("--effort", choices=("quick", "standard", "thorough"),
        help="how hard the agent looks (default: the configuration's, standard)")  # fmt: skip
    add("--max-usd", type=dollars, metavar="USD", help="what this run may cost (default: the configuration's, 1)")
    add("--shard", type=_shard, metavar="I/N", help="look at part I of N only; the same N for all of them")
    add("--previous", type=Path, metavar="FILE",
        help="the report of the audit before, so that the agent first reads what it has not seen")  # fmt: skip
    add("--config-from", metavar="REV", help="take configuration and team items from REV, not from what is audited")
    add("--write-baseline", action="store_true",
        help="write .github/reviewbot-baseline.json, which accepts all that is found")  # fmt: skip
    add("--dry-run-prompts", type=Path, metavar="DIR",
        help="write what the agent would be sent, with what it would cost, and ask nobody")  # fmt: skip
    add("--trace", type=Path, metavar="FILE", help="write each call to the model as a line of JSON, without its text")
    _add_saying(run)
    run.set_defaults(command="audit:run")


def _add_plan(plan: argparse.ArgumentParser) -> None:
    _add_place(plan)
    plan.add_argument("--shards", type=_shards, metavar="N",
        help=f"how many jobs, 1 to {_MOST_SHARDS} (default: by what the code takes)")  # fmt: skip
    plan.add_argument("--max-usd", type=dollars, metavar="USD", help="what all jobs together may cost")
    plan.add_argument("--config-from", metavar="REV", help="take the configuration from REV")
    plan.add_argument("--format", choices=("json", "text"), default="json", help="what is printed (default: json)")
    plan.set_defaults(command="audit_shards:plan")


def _add_merge(merge: argparse.ArgumentParser) -> None:
    merge.add_argument("reports", nargs="+", type=Path, metavar="REPORT",
        help="what `reviewbot audit run --shard I/N -o FILE.json` wrote, all N of them")  # fmt: skip
    _add_saying(merge)
    merge.set_defaults(command="audit_shards:merge")


def _add_publish(publish: argparse.ArgumentParser) -> None:
    add = publish.add_argument
    add("report", type=Path, metavar="REPORT", help="what `reviewbot audit run` or `audit merge` wrote as JSON")
    add("--repository", metavar="OWNER/NAME", help="a repository of GitHub (default: the report's)")
    add("--dry-run", action="store_true", help="say each write instead of doing it")
    add("-o", "--output", type=Path, action="append", default=[], metavar="FILE",
        help="also write FILE, format by suffix: .html .json .sarif .md .txt; may be repeated")  # fmt: skip
    publish.set_defaults(command="audit_publish:publish")


def _add_place(action: argparse.ArgumentParser) -> None:
    action.add_argument("--repo", type=Path, default=Path(), metavar="DIR",
        help="a folder of the repository (default: this one)")  # fmt: skip
    action.add_argument("--rev", metavar="REV",
        help="a branch, tag or commit (default: the default branch, else what is checked out)")  # fmt: skip


def _add_saying(action: argparse.ArgumentParser) -> None:
    add = action.add_argument
    add("--format", choices=FORMATS, default="text", help="what standard output gets (default: text)")
    add("-o", "--output", type=Path, action="append", default=[], metavar="FILE",
        help="also write FILE, format by suffix: .html .json .sarif .md .txt; may be repeated")  # fmt: skip
    add("--fail-on", choices=("critical", "high", "medium", "low", "never"), default="never",
        help="exit with 1 if a root cause is at least this grave (default: never)")  # fmt: skip


def dollars(text: str) -> float:
    """Read an amount of dollars above 0."""
    try:
        amount = float(text.removeprefix("$"))
    except ValueError:
        amount = -1.0
    if not 0 < amount <= 1_000_000:
        raise argparse.ArgumentTypeError(f"`{text}` is no amount of dollars above 0")
    return amount


def _shard(text: str) -> Shard:
    found = _SHARD.fullmatch(text)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of <= _MOST_SHARDS:
        raise argparse.ArgumentTypeError(f"`{text}` is no part such as 3/8, of {_MOST_SHARDS} at most")
    return Shard(number, of)


def _shards(text: str) -> int:
    number = int(text) if re.fullmatch(r"[1-9][0-9]{0,2}", text) else 0
    if not 1 <= number <= _MOST_SHARDS:
        raise argparse.ArgumentTypeError(f"`{text}` is no number from 1 to {_MOST_SHARDS}")
    return number
