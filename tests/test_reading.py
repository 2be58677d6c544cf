"""What becomes of a change that an agent reads."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from support.reading import CHANGE, CLIENT, GUIDE, ITEMS, ORDERS, SECRETS, Table, claim, reviewed

from reviewbot.config.keys import Config
from reviewbot.config.load import loaded
from reviewbot.domain.chunk import Doubt, Gap
from reviewbot.domain.coverage import Cell, CellState
from reviewbot.domain.diff import Diff, Side
from reviewbot.domain.finding import Anchor, Candidate, Finding, Placement, Replacement
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Cost, Problem, Report, Status
from reviewbot.output.comment import comment
from reviewbot.output.formats import Format, render
from reviewbot.output.headline import Outcome
from reviewbot.output.links import Links
from reviewbot.output.outgoing import hosts, leak
from reviewbot.output.summary import Standing, summary

_UNTOGETHER = "write-path-without-transaction"
_TIMEOUT = "call-without-timeout"
_LOOP = "query-in-loop"
_HALF = claim(_UNTOGETHER, 4, "    Ledger(order=order).save()")
_NAME = claim("missing-object-authorisation", 8, "    return order.name", title="Anybody reads the name")
_ROWS = "shop/rows.py"
_ONE_EACH = '    for one in ids:\n        db.execute("SELECT 1 FROM a WHERE b = %s", (one,))'
_LOOPING: Mapping[str, tuple[str | None, str | None]] = {
    _ROWS: ("def total(db, ids):\n    return 0\n", f"def total(db, ids):\n{_ONE_EACH}\n    return 0\n")
}
_IN_LOOP = claim(_LOOP, 2, _ONE_EACH, _ROWS, title="One each")
_AT_ONCE = Replacement(2, 3, '    db.execute("SELECT 1 FROM a WHERE b = ANY(%s)", (ids,))')


def _cells(report: Report, path: str = "") -> dict[tuple[str, str], str]:
    return {
        (cell.path, cell.item): cell.reason
        for cell in report.coverage.cells
        if cell.state is CellState.NOT_EXAMINED and (not path or cell.path == path)
    }


def _by_agent(report: Report) -> list[Finding]:
    return [one for one in report.findings if one.source == "agent"]


def test_an_agent_is_shown_the_code_and_asked_what_may_apply_to_it() -> None:
    agent = Table()
    reviewed(agent)
    pieces = {piece.file.path: piece for chunk in agent.shown for piece in chunk.pieces}
    assert pieces.keys() == {CLIENT, ORDERS}
    assert _TIMEOUT in pieces[CLIENT].items
    assert _TIMEOUT not in pieces[ORDERS].items
    assert _UNTOGETHER in pieces[ORDERS].items
    assert [one.item for one in pieces[CLIENT].evidence] == [_TIMEOUT]


@pytest.mark.parametrize("path", [SECRETS, "deploy/key.pem", "shop/.env"])
def test_what_must_not_be_sent_is_in_nothing_that_is_shown(path: str) -> None:
    agent = Table((_HALF,))
    report = reviewed(agent, {**CHANGE, path: ("request=1\n", "request=hidden-from-all\n")})
    assert "hidden-from-all" not in repr(agent.shown) + repr(agent.around)
    assert path not in repr(agent.shown)
    assert _cells(report, path) == {(path, "*"): "not shown to the agent: `never_send`"}


def test_what_was_renamed_from_what_must_not_be_sent_is_not_shown() -> None:
    config = Config(paths=loaded("paths: {never_send: [vault/]}", "c.yml", [], []).config.paths)
    agent = Table()
    reviewed(agent, {"vault/orders.py": CHANGE[ORDERS], "shop/orders.py": CHANGE[ORDERS]}, config=config)
    assert {path for chunk in agent.shown for path in chunk.paths} == {"shop/orders.py"}


def test_prose_is_not_shown_and_said_so() -> None:
    agent = Table()
    report = reviewed(agent)
    assert "# Guide" not in repr(agent.shown)
    assert _cells(report, GUIDE) == {(GUIDE, "*"): "not shown to the agent: prose"}


def test_what_no_item_is_about_is_not_shown() -> None:
    agent = Table()
    reviewed(agent, {"shop/empty.py": (None, "x = 1\n"), "uv.lock": (None, "request database\n")}, wanted=[_TIMEOUT])
    assert agent.shown == []


@pytest.mark.parametrize(
    "name", ["hardcoded-secret", "openapi-removal", "unused-suppression"], ids=["secrets", "contracts", "suppressions"]
)
def test_what_a_detector_answers_exactly_is_not_asked(name: str) -> None:
    agent = Table()
    reviewed(agent)
    assert name in ITEMS
    assert all(name not in chunk.items for chunk in agent.shown)


def test_what_is_risky_is_riskier_and_so_is_what_detectors_found() -> None:
    agent = Table()
    paths = ("shop/auth.py", "shop/plain.py", "tests/test_plain.py")
    reviewed(agent, dict.fromkeys(paths, CHANGE[ORDERS]) | {CLIENT: CHANGE[CLIENT]}, wanted=[_UNTOGETHER, _TIMEOUT])
    risks = {path: chunk.risk for chunk in agent.shown for path in chunk.paths}
    assert risks == {"shop/auth.py": 6, CLIENT: 5, "shop/plain.py": 4}


def test_what_is_confirmed_is_a_finding_of_medium_confidence_at_its_line() -> None:
    report = reviewed(Table((replace(_HALF, anchor=Anchor(ORDERS, Side.RIGHT, 2, 2)),)))
    (one,) = _by_agent(report)
    assert (one.item, one.path, one.line, one.confidence) == (_UNTOGETHER, ORDERS, 4, Confidence.MEDIUM)
    assert (one.placement, one.evidence.quote) == (Placement.INLINE, "    Ledger(order=order).save()")
    assert report.status is Status.COMPLETE
    assert ITEMS[_UNTOGETHER].severity is one.severity


def test_a_claim_may_know_its_severity_better() -> None:
    (one,) = _by_agent(reviewed(Table((replace(_HALF, severity=Severity.LOW),))))
    assert one.severity is Severity.LOW


def test_what_is_refuted_is_gone_and_counted() -> None:
    report = reviewed(Table((_HALF,), doubts={_HALF.title: Doubt.REFUTED}))
    assert (_by_agent(report), report.worth_a_look) == ([], ())
    assert report.notes == ("1 claim of the agent did not survive a second look and is not shown.",)


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        (Doubt.CANNOT_TELL, "Put it. The second look could not tell."),
        (Doubt.UNVERIFIED, "Put it. Nobody took a second look at this."),
    ],
)
def test_what_is_not_confirmed_is_only_worth_a_look_and_says_why(doubt: Doubt, said: str) -> None:
    report = reviewed(Table((_HALF,), doubts={_HALF.title: doubt}))
    assert _by_agent(report) == []
    ((item, message, confidence),) = [(one.item, one.message, one.confidence) for one in report.worth_a_look]
    assert (item, message, confidence) == (_UNTOGETHER, said, Confidence.LOW)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(replace(_HALF, quote="    Ledger(order=order).send()"), id="quote-not-there"),
        pytest.param(replace(_HALF, quote="def close(order):\n# nothing"), id="quote-not-there-at-all"),
        pytest.param(replace(_HALF, item="hardcoded-secret"), id="item-of-the-detectors-claimed-wrongly"),
        pytest.param(replace(_HALF, anchor=Anchor(ORDERS, Side.LEFT, 4, 4)), id="not-in-the-base"),
    ],
)
def test_a_claim_without_a_place_is_gone_and_counted(wrong: Candidate) -> None:
    report = reviewed(Table((wrong,)), wanted=[_UNTOGETHER, _TIMEOUT])
    assert _by_agent(report) == []
    assert report.notes == ("1 claim of the agent did not survive a second look and is not shown.",)


@pytest.mark.parametrize("path", [SECRETS, GUIDE, "nowhere.py"])
def test_a_claim_about_what_was_not_shown_is_gone(path: str) -> None:
    report = reviewed(
        Table(strays=(claim("sensitive-data-in-log", 1, "DATABASE_URL=postgres://hidden-from-all", path),))
    )
    assert _by_agent(report) == []
    assert report.worth_a_look == ()


def test_what_a_cheap_check_refutes_is_doubted_by_nobody() -> None:
    limited = "    return requests.get(url(sku), timeout=5).json()"
    change = {CLIENT: (CHANGE[CLIENT][0], str(CHANGE[CLIENT][1]).replace("url(sku))", "url(sku), timeout=5)"))}
    agent = Table((claim(_TIMEOUT, 5, limited, CLIENT),))
    report = reviewed(agent, change)
    assert report.findings == ()
    assert report.notes == ("1 claim of the agent did not survive a second look and is not shown.",)


def test_what_was_there_before_is_counted_and_not_said() -> None:
    report = reviewed(Table((_NAME,)))
    assert (_by_agent(report), report.worth_a_look, report.preexisting) == ([], (), 1)
    assert report.notes == ()


def test_what_a_change_elsewhere_causes_is_said_with_the_place() -> None:
    cause = Anchor(CLIENT, Side.RIGHT, 5, 5)
    (one,) = _by_agent(reviewed(Table((replace(_NAME, related=(cause,)),))))
    assert (one.path, one.line, one.related, one.placement) == (ORDERS, 8, (cause,), Placement.FILE)


def test_a_place_outside_the_change_causes_nothing() -> None:
    report = reviewed(Table((replace(_NAME, related=(Anchor("nowhere.py", Side.RIGHT, 5, 5),)),)))
    assert (_by_agent(report), report.preexisting) == ([], 1)


def test_one_claim_of_several_conversations_is_said_once() -> None:
    report = reviewed(Table((_HALF, replace(_HALF, title="Again")), strays=(_HALF,)))
    assert len(_by_agent(report)) == 1


def test_what_a_detector_is_sure_of_and_the_agent_claims_too_is_one_finding_of_high_confidence() -> None:
    one = claim(_TIMEOUT, 5, "    return requests.get(url(sku)).json()", CLIENT)
    (found,) = [one for one in reviewed(Table((one,))).findings if one.item == _TIMEOUT]
    assert (found.source, found.confidence) == ("detector", Confidence.HIGH)


def test_what_a_detector_is_sure_of_stays_where_the_agent_says_nothing() -> None:
    assert [one.item for one in reviewed(Table()).findings] == [_TIMEOUT]


def test_what_a_detector_only_suspects_is_gone_where_the_agent_looked_and_does_not_claim_it() -> None:
    report = reviewed(Table(), _LOOPING)
    assert (report.findings, report.worth_a_look) == ((), ())


@pytest.mark.parametrize(
    "agent",
    [Table(forgets=frozenset({_LOOP})), Table(gaps={_ROWS: Gap.REFUSED})],
    ids=["not-looked-for", "not-read"],
)
def test_what_a_detector_only_suspects_stays_where_the_agent_did_not_look(agent: Table) -> None:
    assert [one.item for one in reviewed(agent, _LOOPING).worth_a_look] == [_LOOP]


def test_what_a_detector_only_suspects_stays_where_nobody_was_shown_it() -> None:
    between = "".join(f"    db.go({number})\n" for number in range(150))
    base = f"def total(db, load):\n    ids = [1, 2]\n{between}{_ONE_EACH}\n"
    report = reviewed(Table(), {_ROWS: (base, base.replace("[1, 2]", "load()"))})
    assert [(one.item, one.line) for one in report.worth_a_look] == [(_LOOP, 154)]


def test_what_a_detector_suspects_and_the_agent_confirms_is_a_finding_in_the_agents_words() -> None:
    report = reviewed(Table((_IN_LOOP,)), _LOOPING)
    ((item, title, confidence),) = [(one.item, one.title, one.confidence) for one in report.findings]
    assert (item, title, confidence) == (_LOOP, "One each", Confidence.MEDIUM)
    assert report.worth_a_look == ()


def test_what_a_detector_suspects_and_the_agent_takes_back_is_gone() -> None:
    report = reviewed(Table((_IN_LOOP,), doubts={"One each": Doubt.REFUTED}), _LOOPING)
    assert (report.findings, report.worth_a_look) == ((), ())


def test_where_the_agent_alone_is_to_speak_detectors_give_it_evidence_and_nothing_else() -> None:
    agent = Table((_HALF,))
    report = reviewed(agent, engine=Engine.AGENT)
    assert [one.source for one in report.findings] == ["agent"]
    assert [hit.item for chunk in agent.shown for piece in chunk.pieces for hit in piece.evidence] == [_TIMEOUT]
    assert _cells(report)["*", "hardcoded-secret"] == (
        "a question to the detectors, which only give evidence to the agent"
    )


def test_where_the_agent_alone_is_to_speak_and_cannot_the_detectors_do() -> None:
    report = reviewed(Table(gaps={CLIENT: Gap.UNAUTHORISED, ORDERS: Gap.UNAUTHORISED}), engine=Engine.AGENT)
    assert [one.item for one in report.findings] == [_TIMEOUT]
    assert report.status is Status.FAILED


def test_a_replacement_that_is_proven_and_confirmed_becomes_a_suggestion() -> None:
    (one,) = reviewed(Table((replace(_IN_LOOP, replacement=_AT_ONCE),)), _LOOPING).findings
    assert one.suggestion is not None
    assert one.suggestion.text == _AT_ONCE.text


def test_a_replacement_moves_with_the_lines_that_it_is_for() -> None:
    moved = replace(
        _IN_LOOP, anchor=Anchor(_ROWS, Side.RIGHT, 4, 5), replacement=replace(_AT_ONCE, start_line=4, line=5)
    )
    (one,) = reviewed(Table((moved,)), _LOOPING).findings
    assert one.suggestion is not None


@pytest.mark.parametrize(
    "replacement",
    [
        pytest.param(replace(_AT_ONCE, text="    db.execute(("), id="breaks-the-file"),
        pytest.param(replace(_AT_ONCE, text="    all_of(db, ids)"), id="uses-what-is-not-there"),
        pytest.param(replace(_AT_ONCE, text="    pass  # noqa"), id="silences"),
        pytest.param(replace(_AT_ONCE, line=4), id="other-lines"),
        pytest.param(replace(_AT_ONCE, text=f"{_ONE_EACH}\n    db.x()"), id="mends-nothing"),
    ],
)
def test_a_replacement_that_is_not_proven_stays_prose(replacement: Replacement) -> None:
    (one,) = reviewed(Table((replace(_IN_LOOP, replacement=replacement),)), _LOOPING).findings
    assert one.suggestion is None


def test_a_replacement_that_nobody_confirmed_is_none() -> None:
    agent = Table((replace(_IN_LOOP, replacement=_AT_ONCE),), doubts={"One each": Doubt.UNVERIFIED})
    assert {one.suggestion for one in reviewed(agent, _LOOPING).worth_a_look} == {None}


_LOCAL_GAPS = [gap for gap in Gap if gap not in {Gap.UNAUTHORISED, Gap.SPEND_LIMIT, Gap.NO_MODEL}]


@pytest.mark.parametrize("gap", _LOCAL_GAPS, ids=[gap.name for gap in _LOCAL_GAPS])
def test_a_file_that_was_not_read_is_a_cell_and_the_review_incomplete(gap: Gap) -> None:
    report = reviewed(Table((_HALF,), gaps={CLIENT: gap}))
    assert report.status is Status.PARTIAL
    assert _cells(report, CLIENT) == {(CLIENT, "*"): f"not read by the agent: {gap}"}
    assert [one.path for one in report.findings] == [CLIENT, ORDERS]


@pytest.mark.parametrize("gap", [Gap.UNAUTHORISED, Gap.SPEND_LIMIT, Gap.NO_MODEL])
def test_what_every_call_would_meet_fails_the_review_and_keeps_what_detectors_found(gap: Gap) -> None:
    report = reviewed(Table(gaps={CLIENT: gap, ORDERS: gap}))
    assert report.status is Status.FAILED
    assert report.problem is not None
    assert report.problem.kind == "model"
    assert report.problem.hint.startswith(f"The agent could not go on: {gap}. ")
    assert [one.item for one in report.findings] == [_TIMEOUT]


def test_an_item_that_the_answer_does_not_mention_was_not_examined() -> None:
    report = reviewed(Table(forgets=frozenset({_UNTOGETHER})))
    assert _cells(report, ORDERS) == {(ORDERS, _UNTOGETHER): "the agent does not say that it looked for it"}
    assert report.status is Status.COMPLETE


def test_a_part_of_a_file_that_was_not_read_leaves_the_file_unread() -> None:
    lines = "".join(f"    db.execute({number})\n" for number in range(40))
    agent = Table(gaps={"shop/long.py": Gap.CUT_OFF})
    report = reviewed(agent, {"shop/long.py": (None, f"def f(db):\n{lines}")})
    assert len(agent.shown) > 3
    assert _cells(report)["shop/long.py", "*"] == "not read by the agent: the answer was cut off"
    assert ("*", "missing-authentication") in _cells(report)


def test_lines_that_are_cut_for_the_agent_are_not_called_read() -> None:
    report = reviewed(Table(), {"shop/long.py": (None, f"x = 1  # {'a' * 2000}\n")})
    assert _cells(report)["shop/long.py", "*"].startswith("not read by the agent: lines of more than 1,000")


def test_a_list_of_requirements_is_no_prose() -> None:
    agent = Table()
    reviewed(agent, {"requirements-dev.txt": (None, "requests\n"), "notes.txt": (None, "requests\n")})
    shown = {path for chunk in agent.shown for path in chunk.paths}
    assert shown == {"requirements-dev.txt"}


def test_a_change_that_was_not_read_as_a_whole_makes_the_review_incomplete_and_says_so() -> None:
    report = reviewed(Table(has_whole=True, whole=Gap.REFUSED))
    assert report.status is Status.PARTIAL
    assert report.problem is not None
    assert report.problem.hint == "The agent did not read the change as a whole: refused. Review once more."
    complete = reviewed(Table(has_whole=True))
    assert (complete.status, complete.problem) == (Status.COMPLETE, None)


def test_a_ceiling_is_nobodys_fault_and_says_what_it_left_out_and_what_to_do() -> None:
    agent = Table(gaps={CLIENT: Gap.BUDGET, ORDERS: Gap.BUDGET}, usd=0.24, money=Cost(ceiling_usd=1.0))
    report = reviewed(agent)
    assert report.status is Status.PARTIAL
    assert report.problem == Problem(
        "budget",
        "",
        0,
        f"The ceiling of $1.00 kept the agent from reading `{CLIENT}`, `{ORDERS}`. To read that too would cost about "
        "$0.48 below a ceiling of $1.48: whoever may write to the repository allows it with `/review budget USD`, "
        "locally `--max-usd USD` does.",
    )
    assert [one.item for one in report.findings] == [_TIMEOUT]


def test_what_the_agent_cost_is_reported() -> None:
    cost = Cost(usd=0.21, ceiling_usd=5.0, calls=3)
    assert reviewed(Table(money=cost)).cost == cost


_SECRET = "ghp_" + "a1B2" * 9
_HOSTILE = [
    pytest.param("@admins look", id="mention"),
    pytest.param("see #1 and acme/shop#2, gh-3", id="reference"),
    pytest.param("[click](https://evil.example/x)", id="link"),
    pytest.param("https://evil.example/x www.evil.example", id="address"),
    pytest.param("![](https://evil.example/x.png)", id="picture"),
    pytest.param("<img src=x onerror=alert(1)><script>alert(1)</script>", id="html"),
    pytest.param("<!-- reviewbot:finding 1 --> </details></summary>", id="our-own-mark"),
    pytest.param("```\n# Title\n```", id="fence"),
    pytest.param("a\u202eb\u200bc\x1b[31m", id="invisible"),
    pytest.param("[x]: https://evil.example", id="definition"),
    pytest.param("| a | b |\n|-|-|", id="table"),
]


def _hostile(text: str, report_of: Table | None = None) -> Report:
    return reviewed(
        report_of
        or Table(
            tuple(
                replace(_HALF, title=text, message=text, trigger=text, item=item, refute=text)
                for item in (_UNTOGETHER, "dual-write")
            )
        )
    )


@pytest.mark.parametrize("text", _HOSTILE)
def test_nothing_that_an_agent_says_acts_where_it_is_read(text: str) -> None:
    report = _hostile(text)
    links = Links("https://github.com", "acme/shop", 7, "9d8e7f60" * 5, "a1" * 20, "3f2c1ab9" * 5)
    standing = Standing(Outcome(Conclusion.SUCCESS))
    allowed = hosts(links, ITEMS)
    assert len(_by_agent(report)) == 2
    for one in _by_agent(report):
        assert leak(comment((one,), ITEMS[one.item], links, "<!-- reviewbot:finding 1 -->"), allowed) is None
    assert leak(summary(report, ITEMS, links, standing, "<!-- reviewbot:summary 1 -->"), allowed) is None
    page = render(report, Diff(()), ITEMS, Format.HTML)
    assert "<script" not in page
    assert "<img" not in page
    shown = MarkdownIt("commonmark", {"html": True}).render(render(report, Diff(()), ITEMS, Format.MARKDOWN))
    assert "<img" not in shown
    assert "<script" not in shown
    assert "\x1b" not in render(report, Diff(()), ITEMS, Format.TEXT)


def test_a_secret_of_the_file_is_masked_in_what_an_agent_says_of_it() -> None:
    text = str(CHANGE[ORDERS][1]).replace("Ledger(order=order)", f'Ledger(token="{_SECRET}")')
    saying = replace(_HALF, quote=f'    Ledger(token="{_SECRET}").save()', title=f"It shows {_SECRET}", message=_SECRET)
    report = reviewed(Table((saying,)), {ORDERS: (CHANGE[ORDERS][0], text)})
    assert len(_by_agent(report)) == 1
    assert _SECRET not in repr(report)


def test_a_fault_of_an_agent_costs_no_other_file_its_cells() -> None:
    report = reviewed(Table(gaps={ORDERS: Gap.MALFORMED}))
    assert Cell(ORDERS, "*", CellState.NOT_EXAMINED, f"not read by the agent: {Gap.MALFORMED}") in report.coverage.cells
    assert (CLIENT, "*") not in _cells(report)
