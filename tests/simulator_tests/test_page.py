"""The pages for people: everything stands where it was said, and nothing in it runs."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.page.clean import cleaned
from simulator.page.prose import prose
from support.command import Repository
from support.github import Client

_ROOT = Path(__file__).parents[2]
_EVIL = (
    '"><script>document.title = "ran"</script><img src=x onerror="document.title = \'ran\'">'
    '<style>body { display: none }</style></div></main><iframe src="/"></iframe>'
    '<a href="javascript:document.title=1">one</a> [two](javascript:document.title=1)'
)
_SUGGESTION = "<!-- reviewbot:finding 1 -->\n**Two is wrong**\n```suggestion\ntwo = 22\n```"


@pytest.fixture
def discussed(pull: OpenedPull, client: Client) -> OpenedPull:
    """Post comments of all kinds, a check among them."""
    comments = [
        {"path": "new.py", "line": 2, "body": _SUGGESTION},
        {"path": "long.txt", "line": 3, "side": "LEFT", "body": _EVIL},
    ]
    client().post("/pulls/1/reviews", json={"event": "COMMENT", "body": "Read it.", "comments": comments})
    file = {"body": "No image, please.", "path": "logo.png", "subject_type": "file", "commit_id": pull.head_sha}
    client().post("/pulls/1/comments", json=file)
    client().post("/issues/1/comments", json={"body": f"### Summary\n{_EVIL}"})
    one = {"path": "new.py", "start_line": 1, "end_line": 1, "annotation_level": "failure", "message": "One, again."}
    output = {"title": "Two to fix", "summary": "| a |\n|-|\n| b |", "text": _EVIL, "annotations": [one]}
    check = {"name": "reviewbot", "head_sha": pull.head_sha, "conclusion": "failure", "output": output}
    client().post("/check-runs", json=check)
    return pull


@pytest.fixture
def read(hub: Simulator, client: Client) -> Callable[[str], str]:
    """Read a page that must be there."""

    def reading(path: str) -> str:
        answer = client("").get(f"{hub.url}{path}")
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        return answer.text

    return reading


Read = Callable[[str], str]


def test_a_pull_request_shows_its_conversation_checks_and_files(discussed: OpenedPull, read: Read) -> None:
    page = read("/acme/shop/pull/1")
    for text in ("Change the shop", "Read it.", "Two to fix", "One, again.", "No image, please.", "line thirty"):
        assert text in page
    assert "reviewbot:finding" not in page


def test_a_suggestion_is_shown_as_a_change(discussed: OpenedPull, read: Read) -> None:
    page = read("/acme/shop/pull/1")
    assert '<div class="del">-two = 2</div><div class="add">+two = 22</div>' in page


def test_what_is_resolved_hidden_or_outdated_is_folded_or_said(
    discussed: OpenedPull, source: Repository, read: Read
) -> None:
    discussed.resolve(discussed.threads[0], "alice")
    discussed.comments[0].minimized = "OUTDATED"
    (source.root / "logo.png").unlink()
    source.commit({})
    discussed.push()
    page = read("/acme/shop/pull/1")
    for text in ('<span class="tag">Resolved</span>', "marked as outdated", '<span class="tag warn">Outdated</span>'):
        assert text in page


@pytest.mark.parametrize("what", ["draft", "locked", "merged", "ghost", "fork"], ids=str)
def test_a_pull_request_in_any_state_is_shown(shop: OpenedRepository, hub: Simulator, read: Read, what: str) -> None:
    pull = shop.pull(head="change", draft=what == "draft", labels=("api",), fork="mallory/shop")
    if what == "locked":
        pull.lock()
    elif what == "merged":
        pull.merge()
    elif what == "ghost":
        pull.comment("dave", "Goodbye.")
        hub.forget("alice")
        hub.forget("dave")
    elif what == "fork":
        pull.delete_fork()
    assert {"fork": "unknown repository"}.get(what, what).lower() in read("/acme/shop/pull/1").lower()


def test_the_front_page_lists_pulls_and_says_how_to_work(discussed: OpenedPull, hub: Simulator, read: Read) -> None:
    hub.board.api.notes = "export GITHUB_TOKEN=x"
    page = read("/")
    for text in ('href="/acme/shop/pull/1"', "3 threads, 1 comments", "failure", "export GITHUB_TOKEN=x"):
        assert text in page


def test_a_check_and_a_file_have_pages(discussed: OpenedPull, hub: Simulator, read: Read) -> None:
    (check,) = hub.checks("acme/shop", discussed.head_sha)
    assert "Two to fix" in read(f"/acme/shop/runs/{check.id}")
    assert '<tr id="L2">' in read(f"/acme/shop/blob/{discussed.head_sha}/new.py")


@pytest.mark.parametrize(
    "path",
    ["/acme", "/acme/shop/pull/2", "/acme/shop/pull/x", "/acme/shop/runs/1", "/acme/shop/blob/main", "/acme/x/pull/1"],
    ids=str,
)
def test_what_is_not_there_has_a_page_that_says_so(pull: OpenedPull, hub: Simulator, client: Client, path: str) -> None:
    answer = client("").get(f"{hub.url}{path}")
    assert (answer.status_code, "There is nothing here" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<b>bold", "<b>bold</b>"),
        ("</div></main>text", "text"),
        ("<div><p>one</div>two</p>", "<div><p>one</p></div>two"),
        ("<script>run()</script>after", "after"),
        ("<style>p {}</style>after", "after"),
        ("<!-- hidden -->after", "after"),
        ('<a href="https://x.example" onclick="run()">x</a>', '<a href="https://x.example">x</a>'),
        ('<a href=" JavaScript:run()">x</a>', "<a>x</a>"),
        ('<p class="box" style="x">x</p>', "<p>x</p>"),
        ('<img src="x" alt="<b>">', '<span class="image">&lt;b&gt;</span>'),
        ("<svg><script>run()", ""),
        ("a &lt;b&gt; & c<br>", "a &lt;b&gt; &amp; c<br>"),
    ],
    ids=str,
)
def test_only_harmless_html_stays(html: str, clean: str) -> None:
    assert cleaned(html) == clean


def test_tables_and_folded_parts_are_rendered() -> None:
    text = prose("<details><summary>More</summary>\n\n| a |\n|-|\n| b |\n\n</details>")
    assert "<details><summary>More</summary>" in text
    assert "<td>b</td>" in text
    assert text.strip().endswith("</details>")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390], ids=["wide", "phone"])
def test_nothing_of_a_comment_runs_or_breaks_the_page(
    discussed: OpenedPull, hub: Simulator, browser: Browser, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        said: list[str] = []
        asked: list[str] = []
        context.on("console", lambda message: said.append(message.text))
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(f"{hub.url}/acme/shop/pull/1")
        assert (page.title(), said, len(asked)) == ("Change the shop · acme/shop#1", [], 1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        thread = page.locator("tr", has_text="+two = 2").first.locator("xpath=following-sibling::tr[1]")
        assert "Two is wrong" in thread.inner_text()


def test_it_starts_by_hand_with_the_demos_pull_request(hub: Simulator, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "simulator", "--port", "0", "--folder", str(tmp_path))
    environment = {**os.environ, "PYTHONPATH": str(_ROOT / "tests")}
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            said = "".join(iter(process.stdout.readline, "Ctrl-C stops it.\n"))
            address = said.split()[3]
            assert "Add the orders API" in httpx.get(f"{address}/demo/shop/pull/1").text
            assert f"export GITHUB_API_URL={address}/api/v3" in said
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_pages_are_no_calls_of_the_api(pull: OpenedPull, hub: Simulator, read: Read, client: Client) -> None:
    read("/acme/shop/pull/1")
    client().get("/pulls/1")
    assert [call.path for call in hub.api_calls] == ["/repos/acme/shop/pulls/1"]
