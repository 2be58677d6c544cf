"""Code scanning: what is taken, what is refused, and what becomes of alerts."""

import base64
import gzip
import json

import pytest
from simulator.hub import WRITER, Simulator
from simulator.opened import OpenedRepository
from support.github import Client

SCANNER = {**WRITER, "security_events": "write"}


def log(*prints: str, level: str = "error") -> dict[str, object]:
    place = {"physicalLocation": {"artifactLocation": {"uri": "shop.py"}}}
    results = [
        {
            "ruleId": "one",
            "level": level,
            "message": {"text": "It breaks."},
            "locations": [place],
            "partialFingerprints": {"primaryLocationLineHash": one},
        }
        for one in prints
    ]
    run = {"tool": {"driver": {"name": "tool", "rules": []}}, "automationDetails": {"id": "audit/"}, "results": results}
    return {"version": "2.1.0", "runs": [run]}


def packed(document: object) -> str:
    return base64.b64encode(gzip.compress(json.dumps(document).encode())).decode()


def body(shop: OpenedRepository, sarif: str) -> dict[str, str]:
    return {"commit_sha": shop.push("main"), "ref": "refs/heads/main", "sarif": sarif}


def test_an_upload_is_processed_after_a_while(shop: OpenedRepository, hub: Simulator, client: Client) -> None:
    scanner = client(hub.token(permissions=SCANNER))
    made = scanner.post("/code-scanning/sarifs", json=body(shop, packed(log("a:1", "b:1"))))
    assert made.status_code == 202
    path = f"/code-scanning/sarifs/{made.json()['id']}"
    states = [scanner.get(path).json()["processing_status"] for _ in range(2)]
    assert states == ["pending", "complete"]
    (scan,) = shop.record.scans
    assert (scan.tool, scan.category, len(scan.results)) == ("tool", "audit", 2)
    assert scanner.get("/code-scanning/sarifs/none").status_code == 404


def test_alerts_that_are_not_shown_again_are_closed(shop: OpenedRepository, hub: Simulator, client: Client) -> None:
    scanner = client(hub.token(permissions=SCANNER))
    for prints in (("a:1", "b:1"), ("b:1", "c:1")):
        assert scanner.post("/code-scanning/sarifs", json=body(shop, packed(log(*prints)))).status_code == 202
    assert {key[3]: is_open for key, is_open in shop.record.alerts.items()} == {
        "one a:1": False, "one b:1": True, "one c:1": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (log(*(f"{number}:1" for number in range(25_001))), "more results per run than allowed"),
        (log(""), "primaryLocationLineHash"),
        ({"runs": [*log("a:1")["runs"], *log("b:1")["runs"]]}, "same category"),  # type: ignore[misc]
        ({"runs": []}, "1 to 20 runs"),
        ({"runs": [{"results": [{}]}]}, "expected a message"),
        ({"runs": [{"results": [{"message": {}}]}]}, "at least one location"),
        ({"runs": [{"tool": {"driver": {"rules": [{}] * 25_001}}}]}, "more rules per run"),
    ],
    ids=["results", "no fingerprint", "category", "no run", "no message", "no place", "rules"],
)
def test_what_cannot_be_processed_is_said_later(
    shop: OpenedRepository, hub: Simulator, client: Client, document: object, error: str
) -> None:
    scanner = client(hub.token(permissions=SCANNER))
    made = scanner.post("/code-scanning/sarifs", json=body(shop, packed(document)))
    path = f"/code-scanning/sarifs/{made.json()['id']}"
    status = [scanner.get(path).json() for _ in range(2)][-1]
    assert (status["processing_status"], error in status["errors"][0]) == ("failed", True)
    assert shop.record.alerts == {}


def test_of_too_many_results_the_gravest_are_kept(shop: OpenedRepository, hub: Simulator, client: Client) -> None:
    document = log(*(f"{number}:1" for number in range(5_000)), level="note")
    document["runs"][0]["results"] += log("worst:1")["runs"][0]["results"]  # type: ignore[index]
    client(hub.token(permissions=SCANNER)).post("/code-scanning/sarifs", json=body(shop, packed(document)))
    (scan,) = shop.record.scans
    assert (len(scan.results), scan.results[0]["level"]) == (5_000, "error")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"sarif": "no base64!"}, 400),
        ({"sarif": base64.b64encode(b"{}").decode()}, 400),
        ({"sarif": packed([])}, 400),
        ({"sarif": "x" * 10_000_001}, 413),
        ({"ref": "main"}, 422),
        ({"commit_sha": "1" * 40}, 404),
    ],
    ids=["base64", "gzip", "no log", "large", "ref", "commit"],
)
def test_what_is_refused_at_once(
    shop: OpenedRepository, hub: Simulator, client: Client, changed: dict[str, str], status: int
) -> None:
    wanted = body(shop, packed(log("a:1"))) | changed
    answer = client(hub.token(permissions=SCANNER)).post("/code-scanning/sarifs", json=wanted)
    assert answer.status_code == status
    # The description knows what a ref looks like; who asks otherwise is told so too.
    hub.violations.clear()


def test_who_may_not_upload_is_told_why(shop: OpenedRepository, hub: Simulator, client: Client) -> None:
    wanted = body(shop, packed(log("a:1")))
    refused = client().post("/code-scanning/sarifs", json=wanted)
    assert refused.headers["x-accepted-github-permissions"] == "security_events=write"
    scanner = client(hub.token(permissions=SCANNER))
    shop.record.has_code_scanning = False
    assert "not enabled" in scanner.post("/code-scanning/sarifs", json=wanted).json()["message"]
    shop.record.is_private = True
    assert "Advanced Security" in scanner.post("/code-scanning/sarifs", json=wanted).json()["message"]
