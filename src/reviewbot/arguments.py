"""The command line, described: every command, option and example."""

import argparse
from importlib.metadata import version
from pathlib import Path

from reviewbot.arguments_audit import add_audit, dollars

REVIEW_EXAMPLES = """\
examples:
  reviewbot review                              your branch and working tree against the default branch
  reviewbot review --base main --head feature   what a pull request of `feature` would show
  reviewbot review --base HEAD~1 -o review.html the last commit and what is not committed, as a page
  git diff main | reviewbot review --diff -     a diff alone: only its hunks are read
  reviewbot review --format sarif -o r.html > r.sarif
  reviewbot review --engine all --max-usd 0.5   with the agent, for half a dollar at most
  reviewbot review --dry-run-prompts prompts/   what the agent would be sent, and at what price
  reviewbot review --pull acme/shop#7 -o r.json the pull request 7, as a report that `publish` takes

exit codes: 0 done, 1 findings at or above --fail-on, 2 wrong use or configuration, 3 could not be completed
"""
PUBLISH_EXAMPLES = """\
examples:
  reviewbot publish report.json --dry-run       say each write instead of doing it
  GITHUB_TOKEN=... reviewbot publish report.json

The token needs `pull-requests: write`, and `checks: write` for the check, which only the token of a job or an App has.
"""
TRY_EXAMPLES = """\
examples:
  reviewbot try acme/shop                       the last 20 merged pull requests, as reviewbot-try.html
  reviewbot try acme/shop --last 5 -o five.html
"""
FEEDBACK_EXAMPLES = """\
examples:
  reviewbot feedback acme/shop                  what people made of the comments on the last 50 pull requests
  reviewbot feedback acme/shop --last 100 --format json

Comments count where a bot or the owner of the token wrote them. The token may be one that only reads.
"""
EVAL_EXAMPLES = """\
examples:
  reviewbot eval                                  the detectors on the open cases of evals/cases
  reviewbot eval --split all -o scoreboard.html   all cases; of the held ones only sums are shown
  reviewbot eval --case py-seat-hold --format json
  reviewbot eval mycases --engine all --runs 3    cases of your own, with a model
"""
FORMATS = ("text", "markdown", "json", "sarif", "github", "html", "rdjsonl")


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(
        prog="reviewbot",
        description="The backend engineer on every change: finds what would break in production, and says where.",
        epilog="reviewbot COMMAND --help shows the options and examples of a command.",
    )
    top.add_argument("--version", action="version", version=f"reviewbot {version('reviewbot')}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    _add_review(
        commands.add_parser(
            "review",
            help="review a local change, or a pull request",
            description="Review a local change: a range, the working tree, or a diff; or a pull request of GitHub. "
            "The repository stays untouched, and nothing is written on GitHub.",
            epilog=REVIEW_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _add_publish(
        commands.add_parser(
            "publish",
            help="write a report of a pull request on GitHub",
            description="Write what a report says on its pull request: comments, one summary, the check.",
            epilog=PUBLISH_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _add_action(
        commands.add_parser(
            "action",
            help="run inside GitHub Actions: the event decides",
            description="Run a phase of a review inside GitHub Actions, as the environment of the job says.",
        )
    )
    _add_trial(
        commands.add_parser(
            "try",
            help="review merged pull requests without writing anything",
            description="Review the pull requests that were merged last, and show on one page what would have been "
            "said. Nothing is written on GitHub; public repositories need no token.",
            epilog=TRY_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _add_feedback(
        commands.add_parser(
            "feedback",
            help="say which items a team keeps rejecting",
            description="Count by item what people did with the comments on the pull requests that were opened last: "
            "dismissed, resolved unfixed, thumbs up and down. Nothing is written on GitHub.",
            epilog=FEEDBACK_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _add_eval(
        commands.add_parser(
            "eval",
            help="measure how good reviews are, on changes whose faults are known",
            description="Review changes whose faults are known, and say how many were found and how much of what was "
            "said was wrong. Nothing is written but the files that are named.",
            epilog=EVAL_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    add_audit(
        commands.add_parser(
            "audit",
            help="audit a whole branch: what is wrong in it, worst first",
            description="Audit a whole branch: its root causes, worst first, and what the repository is made of.",
        )
    )
    _add_config(commands.add_parser("config", help="check or show the configuration, or print its schema"))
    _add_checklist(commands.add_parser("checklist", help="list, show or test the questions that are asked"))
    return top


def _add_review(review: argparse.ArgumentParser) -> None:
    add = review.add_argument
    add(
        "--repo",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="a folder of the repository (default: this one)",
    )
    add(
        "--base",
        metavar="REV",
        help="compare with where the head left REV (default: the default branch)",
    )
    head = review.add_mutually_exclusive_group()
    head.add_argument("--head", metavar="REV", help="review the commit REV instead of the working tree")
    head.add_argument("--worktree", action="store_true", help="review the working tree, untracked files too (default)")
    add(
        "--diff",
        metavar="FILE",
        help="review a unified diff, `-` for standard input; with --head whole files are read",
    )
    add(
        "--pull",
        action=_OfPull,
        metavar="OWNER/NAME#N",
        help="review a pull request of GitHub; GITHUB_TOKEN for private ones",
    )
    add("--sarif", type=Path, action="append", default=[], metavar="FILE",
        help="use what another analyzer says of the changed lines; may be repeated")  # fmt: skip
    add(
        "--engine",
        choices=("auto", "detectors", "agent", "all"),
        help="who reads (default: the configuration's, auto)",
    )
    add("--effort", choices=("quick", "standard", "thorough"),
        help="how hard the agent looks (default: the configuration's, standard)")  # fmt: skip
    add("--max-usd", type=dollars, metavar="USD", help="what this run may cost (default: the configuration's, 1)")
    add("--dry-run-prompts", type=Path, metavar="DIR",
        help="write what the agent would be sent, with what it would cost, and ask nobody")  # fmt: skip
    add("--trace", type=Path, metavar="FILE", help="write each call to the model as a line of JSON, without its text")
    add("--format", choices=FORMATS, default="text", help="what standard output gets (default: text)")
    add("-o", "--output", type=Path, action="append", default=[], metavar="FILE",
        help="also write FILE, format by suffix: .html .json .sarif .md .rdjsonl .txt; may be repeated")  # fmt: skip
    add("--fail-on", choices=("critical", "high", "medium", "low", "never"), default="never",
        help="exit with 1 if a finding is at least this grave (default: never)")  # fmt: skip
    add(
        "--config-from",
        metavar="REV",
        help="take configuration and team items from REV, not from the working tree",
    )
    review.set_defaults(command="review:review")


class _OfPull(argparse.Action):
    """Choose the command that speaks with GitHub: its clients cost a local review half a second to import."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse calls it so
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        """Remember the pull request, and who reviews it."""
        namespace.pull = values
        namespace.command = "pull:review"


def _add_publish(publish: argparse.ArgumentParser) -> None:
    publish.add_argument("report", type=Path, help="what `reviewbot review --pull ... -o report.json` wrote")
    publish.add_argument("--dry-run", action="store_true", help="say each write instead of doing it")
    publish.set_defaults(command="publish:publish")


def _add_action(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--phase",
        choices=("request", "review", "publish", "all"),
        default="all",
        help="decide, review, write, or all in one job (default: all)",
    )
    action.set_defaults(command="action:action")


def _add_trial(trial: argparse.ArgumentParser) -> None:
    trial.add_argument("repository", metavar="OWNER/NAME", help="a repository of GitHub")
    trial.add_argument("--last", type=_count, default=20, metavar="N", help="how many, 1 to 100 (default: 20)")
    trial.add_argument(
        "-o", "--output", type=Path, default=Path("reviewbot-try.html"), metavar="FILE",
        help="the page to write (default: reviewbot-try.html)",
    )  # fmt: skip
    trial.set_defaults(command="trial:trial")


def _add_feedback(feedback: argparse.ArgumentParser) -> None:
    feedback.add_argument("repository", metavar="OWNER/NAME", help="a repository of GitHub")
    feedback.add_argument("--last", type=_count, default=50, metavar="N", help="how many, 1 to 100 (default: 50)")
    feedback.add_argument("--format", choices=("text", "json"), default="text", help="what is printed (default: text)")
    feedback.set_defaults(command="feedback:feedback")


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 100:
        raise argparse.ArgumentTypeError(f"`{text}` is no number from 1 to 100")
    return number


def _add_eval(evaluation: argparse.ArgumentParser) -> None:
    add = evaluation.add_argument
    add("cases", nargs="?", type=Path, default=Path("evals/cases"), metavar="CASES_DIR",
        help="where the cases are, in `open` and `held` (default: evals/cases)")  # fmt: skip
    add("--engine", choices=("detectors", "agent", "all"), default="detectors", help="who reads (default: detectors)")
    add("--split", choices=("open", "held", "all"), default="open",
        help="which cases; of the held ones only sums are shown (default: open)")  # fmt: skip
    add("--case", action="append", default=[], metavar="NAME", help="this case alone, in full; may be repeated")
    add("--runs", type=_count, default=1, metavar="N", help="how often each is reviewed, 1 to 100 (default: 1)")
    traffic = evaluation.add_mutually_exclusive_group()
    traffic.add_argument("--record", type=Path, metavar="DIR", help="write what the model answers, without secrets")
    traffic.add_argument("--replay", type=Path, metavar="DIR", help="take the model's answers from there")
    add("--format", choices=("text", "markdown", "html", "json"), default="text",
        help="what standard output gets (default: text)")  # fmt: skip
    add("-o", "--output", type=Path, action="append", default=[], metavar="FILE",
        help="also write FILE, format by suffix: .html .json .md .txt; may be repeated")  # fmt: skip
    evaluation.set_defaults(command="eval:evaluation")


def _add_config(config: argparse.ArgumentParser) -> None:
    actions = config.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser(
        "check", help="say whether .github/reviewbot.yml, the team's items and templates are valid"
    )
    show = actions.add_parser("show", help="show the configuration that holds, for one path if it is given")
    schema = actions.add_parser("schema", help="print the JSON Schema of the configuration, for editors")
    templates = actions.add_parser("templates", help="write the templates of comment and summary, for a team to edit")
    templates.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(".github/reviewbot/templates"),
        metavar="DIR",
        help="where to (default: .github/reviewbot/templates, where they are read)",
    )
    for one in (check, show):
        one.add_argument("--repo", type=Path, default=Path(), metavar="DIR", help="a folder of the repository")
        one.add_argument("--config-from", metavar="REV", help="read it from REV instead of the working tree")
    show.add_argument("path", nargs="?", help="a file's path in the repository")
    which = schema.add_mutually_exclusive_group()
    which.add_argument("--report", action="store_true", help="print the schema of the JSON report instead")
    which.add_argument("--audit-report", action="store_true", help="print the schema of the JSON report of an audit")
    check.set_defaults(command="config:check")
    show.set_defaults(command="config:show")
    schema.set_defaults(command="config:schema")
    templates.set_defaults(command="config:templates")


def _add_checklist(checklist: argparse.ArgumentParser) -> None:
    actions = checklist.add_subparsers(metavar="ACTION", required=True)
    show = actions.add_parser("show", help="print one item: why, what to look for, examples")
    show.add_argument("item", help="its id, such as query-in-loop")
    test = actions.add_parser("test", help="run the examples of items: what is marked must fire, nothing else may")
    test.add_argument("items", nargs="*", metavar="item", help="ids (default: all)")
    listing = actions.add_parser("list", help="list all items")
    new = actions.add_parser("new", help="write a commented item of your own to start from")
    new.add_argument("item", help="its id: the pattern in a few words, such as print-in-handler")
    for one in (listing, show, test, new):
        one.add_argument("--repo", type=Path, default=Path(), metavar="DIR", help="where the team's own items are")
        one.set_defaults(config_from=None)
    listing.set_defaults(command="checklist:listing")
    show.set_defaults(command="checklist:show")
    test.set_defaults(command="checklist:test")
    new.set_defaults(command="checklist:new")
