"""The life of a pull request over twelve pushes, by all three jobs, with a model that says more each time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from anthropic_simulator.simulator import Simulator as Model
from anthropic_simulator.simulator import running
from scenarios.keen_mind import SECOND_THOUGHT, KeenMind
from simulator.hub import READER, Simulator
from simulator.opened import OpenedPull
from simulator.state import Thread
from support.command import Repository
from support.job import Runner
from support.plain_mind import is_sceptic

from benchmarks.change import change
from reviewbot.commands.action import Phase
from reviewbot.domain.marker import finding_marker

MODELS = """\
class Item:
    def __init__(self, name, count):
        self.name = name
        self.count = count


class Shelf:
    def __init__(self, items):
        self.items = items

    def find(self, name):
        return next(one for one in self.items if one.name == name)
"""
INVOICES = """

def by_email(cursor, request):
    email = request.args["email"]
    cursor.execute(f"SELECT id FROM invoices WHERE email = '{email}'")
    return cursor.fetchall()
"""
INVOICES_REPAIRED = INVOICES.replace(
    """f"SELECT id FROM invoices WHERE email = '{email}'")""", '"SELECT id FROM invoices WHERE email = %s", (email,))'
)
RATES = """import requests


def rates():
    return requests.get("https://rates.example.org/today").json()
"""
RATES_REPAIRED = RATES.replace('/today")', '/today", timeout=5)')
TAKE = """

def take(shelf, name):
    item = shelf.find(name)
    item.count -= 1
    item.save()
"""
TAKE_REPAIRED = """

def take(shelf, name):
    shelf.filter(name=name).update(count=F("count") - 1)
"""
PAY = """

def pay(card, total):
    print(card.number, total)
    return card.charge(total, timeout=5)
"""
HEADER = '''"""Invoices of the shop."""


def dollars(cents):
    return f"{cents // 100}.{cents % 100:02}"
'''
TOTALS = """

def total(lines):
    return sum(line.cents for line in lines)


def tax(lines, rate):
    return total(lines) * rate // 100
"""


REST = tuple(file for file in change(10, 600) if not file.fault and not file.path.endswith(".yaml"))
"""What else the pull request changes: most of it is never touched again."""


@dataclass(slots=True)
class Life:
    """A pull request, and the three jobs that each push of it starts."""

    runner: Runner
    hub: Simulator
    source: Repository
    pull: OpenedPull
    mind: KeenMind
    model: Model
    calls: list[tuple[int, int]] = field(default_factory=list)
    """Of each push: calls to GitHub, and reviews posted."""

    def push(self, action: str = "synchronize") -> None:
        """Push what the source has, and run the jobs."""
        self.pull.push()
        self.mind.review += 1
        before, reviews = len(self.hub.api_calls), len(self.pull.reviews)
        event = self.hub.event("pull_request", action, self.pull)
        asked = self.runner.run("pull_request", event, Phase.REQUEST)
        if asked.outputs["run"] == "true":
            request = asked.outputs["request"]
            token = self.hub.token(permissions=READER)
            self.runner.run("pull_request", event, Phase.REVIEW, token=token, request=request)
            done = self.runner.run("pull_request", event, Phase.PUBLISH, request=request)
            assert done.code == 0, done.log
        self.calls.append((len(self.hub.api_calls) - before, len(self.pull.reviews) - reviews))

    @property
    def findings(self) -> list[tuple[str, str]]:
        """List what was ever posted, by item and path."""
        marks = (finding_marker(thread.comments[0].body) for thread in self.pull.threads)
        paths = (thread.path for thread in self.pull.threads)
        return [(mark.item, path) for mark, path in zip(marks, paths, strict=True) if mark]

    @property
    def open(self) -> list[tuple[str, str]]:
        """List what stands: neither resolved nor folded away."""
        found = zip(self.findings, self.pull.threads, strict=True)
        return [one for one, thread in found if not (thread.is_resolved or thread.comments[0].minimized)]

    def thread(self, item: str) -> Thread:
        """Find the thread of an item."""
        found = zip(self.findings, self.pull.threads, strict=True)
        return next(thread for (name, _), thread in found if name == item)

    @property
    def suffix_tokens(self) -> int:
        """Count what reviewers were shown beside the prefix that all calls share."""
        return sum(len(one.text.encode()) // 3 for one in self.model.requests if not is_sceptic(one))


@pytest.fixture
def life(
    hub: Simulator, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Life]:
    """Put a shop on GitHub, with a branch that does not differ yet."""
    source = Repository(tmp_path / "source")
    source.root.mkdir()
    source.git("init", "--quiet", "--initial-branch=main")
    rest = {file.path: file.base for file in REST if file.base is not None}
    source.commit({"shop/models.py": MODELS, "shop/invoices.py": HEADER, "README.md": "The shop.\n", **rest}, "Begin")
    shop = hub.repository("acme/shop", source.root)
    hub.user("alice", "write")
    source.git("checkout", "--quiet", "-b", "change")
    mind = KeenMind()
    with running(mind) as model:
        for name, value in model.environment().items():
            monkeypatch.setenv(name, value)
        _first(source)
        shop.push("change")
        pull = shop.pull(head="change", author="alice")
        yield Life(Runner(hub, shop, tmp_path / "jobs", capfd), hub, source, pull, mind, model)


def _first(source: Repository) -> None:
    files = {
        "shop/invoices.py": HEADER + INVOICES,
        "shop/rates.py": RATES,
        "shop/models.py": MODELS + TAKE,
        **{file.path: file.head for file in REST},
    }
    source.commit(files, "Add invoices, rates and stock")


def _clean(life: Life) -> None:
    life.source.commit({"shop/totals.py": TOTALS.lstrip()}, "Add totals")


def _timeout(life: Life) -> None:
    life.source.commit({"shop/rates.py": RATES_REPAIRED}, "Wait five seconds at most")


def _moved(life: Life) -> None:
    life.source.commit({"shop/invoices.py": HEADER + TOTALS + INVOICES}, "Add totals above")


def _amended(life: Life) -> None:
    life.source.write({"shop/totals.py": TOTALS.lstrip().replace("// 100", "// 1_00")})
    life.source.git("commit", "--quiet", "--all", "--amend", "--message", "Add totals above, again")


def _updated(life: Life) -> None:
    life.source.git("checkout", "--quiet", "main")
    life.source.commit({"shop/stock.py": "LEAST = 3\n", "shop/models.py": "LIMIT = 9\n\n\n" + MODELS}, "Go on")
    life.runner.repository.push("main")
    life.source.git("checkout", "--quiet", "change")
    life.source.git("merge", "--quiet", "--message", "Update branch", "main")


def _rebased(life: Life) -> None:
    life.source.git("rebase", "--quiet", "main")


def _paid(life: Life) -> None:
    life.source.commit(
        {"shop/payments.py": PAY.lstrip(), "shop/invoices.py": HEADER + TOTALS + INVOICES_REPAIRED}, "Pay, and bind"
    )


def _read_me(life: Life) -> None:
    life.source.commit({"README.md": "The shop, and how to pay.\n"}, "Say how")


def _repaired(life: Life) -> None:
    life.source.commit({"shop/models.py": "LIMIT = 9\n\n\n" + MODELS + TAKE_REPAIRED}, "Count in the database")


def _renamed(life: Life) -> None:
    life.source.git("mv", "shop/payments.py", "shop/charges.py")
    life.source.commit({}, "Call them charges")


def _worse(life: Life) -> None:
    life.source.commit({"shop/charges.py": PAY.lstrip() + INVOICES.replace("by_email", "by_card")}, "Find by card")


PUSHES = (_clean, _timeout, _moved, _amended, _updated, _rebased, _paid, _read_me, _repaired, _renamed, _worse)
INJECTION, TIMEOUT, STOCK, CARD = "sql-injection", "call-without-timeout", "lost-update", "sensitive-data-in-log"


@pytest.mark.slow
def test_twelve_pushes_converge(life: Life, tmp_path: Path) -> None:
    life.push("opened")
    assert Counter(life.open) == Counter(
        [(INJECTION, "shop/invoices.py"), (TIMEOUT, "shop/rates.py"), (STOCK, "shop/models.py")]
    )
    for go_on in PUSHES:
        go_on(life)
        life.push()
        if go_on in (_paid, _repaired):
            life.pull.reply(life.thread(CARD), "alice", "It is a test card.")
    # Every finding once, and those that were repaired stand no more.
    assert Counter(life.findings) == Counter(
        [
            (INJECTION, "shop/invoices.py"),
            (TIMEOUT, "shop/rates.py"),
            (STOCK, "shop/models.py"),
            (CARD, "shop/payments.py"),
            (INJECTION, "shop/charges.py"),
        ]
    )
    assert Counter(life.open) == Counter([(CARD, "shop/payments.py"), (INJECTION, "shop/charges.py")])
    # Whoever answers gets an answer, and is not answered for ever.
    assert ["It prints" in one.body for one in life.thread(CARD).comments] == [False, False, True, False]
    # Nothing new on lines that were read before, whatever the model thinks of them by now.
    assert not any(SECOND_THOUGHT in thread.comments[0].body for thread in life.pull.threads)
    assert all(calls <= 12 + reviews for calls, reviews in life.calls), life.calls
    over_the_life = life.suffix_tokens
    before = len(life.model.requests)
    written = life.pull.comment("alice", "/review full")
    event = life.hub.event("issue_comment", "created", life.pull, sender="alice", comment=written)
    life.mind.shown.clear()
    life.runner.run("issue_comment", event)
    once = sum(len(one.text.encode()) // 3 for one in life.model.requests[before:] if not is_sceptic(one))
    assert over_the_life <= 1.6 * once, (over_the_life, once)
