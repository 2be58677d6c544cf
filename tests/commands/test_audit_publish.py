"""`audit publish` on GitHub, as a person or a job runs it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from simulator.hub import WRITER, Simulator
from simulator.opened import OpenedRepository
from support.audited import CAUSES, REPORT, many
from support.command import Run

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.diff import Sha
from reviewbot.output.audit_file import dumped, loaded

SCANNER = {**WRITER, "security_events": "write"}
Publish = Callable[..., tuple[int, str, str]]


@pytest.fixture
def publish(
    hub: Simulator, shop: OpenedRepository, reviewbot: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Publish:
    """Publish an audit of the tip of main with a token that may do it all, unless another is given."""
    for name, value in hub.environment(hub.token(permissions=SCANNER)).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GH_TOKEN", raising=False)

    def run(report: AuditReport, *options: object, token: str = "") -> tuple[int, str, str]:
        if token:
            monkeypatch.setenv("GITHUB_TOKEN", token)
        snapshot = replace(report.snapshot, sha=Sha(shop.push("main")))
        path = tmp_path / "audit.json"
        path.write_text(dumped(replace(report, snapshot=snapshot)), encoding="utf-8")
        ran = reviewbot("audit", "publish", path, *options)
        return ran.code, ran.out, ran.err

    return run


def test_an_audit_is_published_and_published_again_without_a_write(
    hub: Simulator, shop: OpenedRepository, publish: Publish
) -> None:
    shop.record.is_private = shop.record.has_advanced_security = True
    code, _, err = publish(REPORT)
    assert (code, "issue 1, code scanning has the results" in err) == (0, True)
    issue = shop.record.issues[1]
    assert issue.labels == ["reviewbot-audit"]
    assert "SQL injection" in issue.body
    assert len(issue.comments) == 1
    (scan,) = shop.record.scans
    assert (scan.category, scan.errors) == ("reviewbot-audit", [])
    written = len(hub.writes)
    assert publish(REPORT)[0] == 0
    assert [call.path for call in hub.writes[written:]] == ["/repos/acme/shop/code-scanning/sarifs"]
    assert len([one for one in shop.record.alerts.values() if one]) == len(shop.record.alerts)


def test_a_person_accepts_a_risk_below_the_issue(hub: Simulator, shop: OpenedRepository, publish: Publish) -> None:
    shop.record.is_private = True
    hub.user("carol", permission="write")
    _, _, err = publish(REPORT)
    assert "Advanced Security must be enabled" in err
    issue, cause = shop.record.issues[1], CAUSES[1]
    accepted = shop.comment(issue, "carol", f"/accept {cause.id} It runs at night.")
    refused = shop.comment(issue, "dave", f"/accept {cause.id} I like it.")
    assert publish(REPORT)[0] == 0
    assert "It runs at night. (carol)" in issue.body
    assert [one.content for comment in (accepted, refused) for one in comment.reactions] == ["rocket", "confused"]
    assert any("`dave` may not write" in comment.body for comment in issue.comments)


def test_a_public_repository_shows_no_security_anywhere_but_in_code_scanning(
    shop: OpenedRepository, publish: Publish, tmp_path: Path
) -> None:
    files = [tmp_path / f"out.{suffix}" for suffix in ("html", "json", "sarif", "md", "txt")]
    code, out, err = publish(REPORT, *(part for file in files for part in ("-o", file)))
    assert code == 0, err
    issue = shop.record.issues[1]
    shown = [out, err, issue.body, *(one.body for one in issue.comments), *(file.read_text() for file in files)]
    for one in (CAUSES[0], CAUSES[6]):
        assert all(one.id not in text and one.first.evidence.trigger not in text for text in shown)
    assert any(str(one["ruleId"]) == "sql-injection" for one in shop.record.scans[0].results)
    assert len(loaded(files[1].read_text(), "out").causes) == 7


def test_five_thousand_causes_are_published_with_few_calls(
    hub: Simulator, shop: OpenedRepository, publish: Publish
) -> None:
    shop.record.is_private = shop.record.has_advanced_security = True
    code, _, err = publish(many(5_000))
    assert code == 0, err
    assert len(shop.record.scans[0].results) == 5_000
    assert len(shop.record.issues[1].body) <= 65_536
    assert len(hub.api_calls) <= 15


def test_a_rehearsal_says_what_would_be_written(hub: Simulator, publish: Publish) -> None:
    code, out, err = publish(REPORT, "--dry-run")
    assert code == 0, err
    assert "== open an issue: What reviewbot finds" in out
    assert "== give code scanning" in out
    assert not hub.writes


def test_a_token_without_permission_publishes_nothing_and_says_what_it_lacks(hub: Simulator, publish: Publish) -> None:
    code, _, err = publish(REPORT, token=hub.token(permissions={"metadata": "read", "contents": "read"}))
    assert code == 3
    assert "lacks `issues: write`" in err
    assert "lacks `security-events: write`" in err


def test_a_repository_without_issues_and_code_scanning_is_said(shop: OpenedRepository, publish: Publish) -> None:
    shop.record.has_issues = shop.record.has_code_scanning = False
    code, _, err = publish(REPORT)
    assert (code, "has no issues" in err, "not enabled" in err) == (3, True, True)


def test_a_report_of_another_repository_is_refused(publish: Publish) -> None:
    code, _, err = publish(REPORT, "--repository", "acme/other")
    assert (code, "not about acme/other" in err) == (2, True)


def test_what_is_no_report_is_refused(reviewbot: Run, tmp_path: Path) -> None:
    ran = reviewbot("audit", "publish", tmp_path / "none.json")
    assert (ran.code, "cannot be read" in ran.err) == (2, True)
