"""Take the demo's pictures: the review in a terminal, its page, its comments on a pull request, and an audit's page.

Needs a POSIX system for the pseudo-terminal, a Chromium for the rest, and npm's descriptions of GitHub for the
simulator that shows the pull request; `make pictures` runs it.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from simulator.hub import Simulator

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "demo"
PICTURES = ROOT / "docs" / "pictures"
REVIEW = "reviewbot review --base main --head add-orders-api"
COLUMNS = 104
TOP_ROWS = 52
END_ROWS = 38
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")


def _colours(line: str) -> list[tuple[int, int, int]]:
    return [(code[0], code[1], code[2]) for code in map(bytes.fromhex, line.split())]


_BADGE = re.compile(r"(\x1b\[[0-9;]*m)* ?(CRITICAL|HIGH|MEDIUM|LOW)(\x1b\[0m)? ")
_BACKGROUND, _FOREGROUND = _colours("0d1117 e6edf3")
_NORMAL = _colours("484f58 da3633 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4")
_BRIGHT = _colours("6e7681 ffa198 56d364 e3b341 79c0ff d2a8ff 56d4dd f0f6fc")
_THEME = TerminalTheme(_BACKGROUND, _FOREGROUND, _NORMAL, _BRIGHT)
_WINDOW = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; display: inline-block }}
.window {{ background: {background}; color: {foreground}; border-radius: 10px; overflow: hidden }}
.bar {{ background: #21262d; padding: 9px 14px; display: flex; gap: 7px; align-items: center }}
.bar i {{ width: 11px; height: 11px; border-radius: 50%; background: #484f58 }}
pre {{ margin: 0; padding: 14px 18px 18px; font: 13px/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace }}
a {{ color: inherit; text-decoration: none }}
</style><div class="window"><div class="bar"><i></i><i></i><i></i></div><pre>{code}</pre></div>"""


def main() -> None:
    """Build the demo, review it, and write every picture anew."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"There is no browser to take pictures with: install Chromium ({', '.join(BROWSERS)}).")
    PICTURES.mkdir(exist_ok=True)
    lines = f"$ {REVIEW}\n{_reviewed()}".rstrip("\n").split("\n")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]) as chromium,
    ):
        _take_terminal(chromium, _top(lines), "terminal")
        _take_terminal(chromium, _end(lines), "terminal-end")
        _take_page(chromium)
        _take_comment(chromium)
        _take_phone(chromium)
        _take_pull(chromium)
        _take_audit(chromium)
    for picture in sorted(PICTURES.glob("*.png")):
        sys.stdout.write(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1000} kB\n")


def _reviewed() -> str:
    """Run the demo in a terminal of its own, so that colours and width come as they come to a person."""
    shop = BUILD / "shop"
    subprocess.run([sys.executable, ROOT / "demo" / "build.py", shop], check=True)
    environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        environment.pop(name, None)
    leader, follower = os.openpty()
    termios.tcsetwinsize(follower, (60, COLUMNS))
    command = [sys.executable, "-m", *REVIEW.split(), "-o", str(BUILD / "review.html")]
    with subprocess.Popen(command, cwd=shop, stdout=follower, stderr=follower, env=environment) as process:
        os.close(follower)
        text = _read(leader)
    if process.returncode:
        sys.exit(f"The review ended with exit code {process.returncode}:\n{text}")
    return text


def _read(terminal: int) -> str:
    parts = []
    # Linux reports the closed other end as an error, macOS as the end of the file.
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 65536):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode().replace("\r\n", "\n")


def _top(lines: list[str]) -> list[str]:
    starts = _findings(lines[:TOP_ROWS])
    # Where the last one ends is not among these lines, so it stays out.
    return lines[: starts[-1] - 1]


def _end(lines: list[str]) -> list[str]:
    starts = _findings(lines[-END_ROWS:])
    return lines[(starts[0] if starts else 0) - END_ROWS :]


def _findings(lines: list[str]) -> list[int]:
    """Find where findings begin."""
    return [number for number, line in enumerate(lines) if _BADGE.match(line)]


def _take_terminal(browser: Browser, lines: list[str], name: str) -> None:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
    page = browser.new_page(viewport={"width": 1000, "height": 800}, device_scale_factor=1.3)
    page.set_content(console.export_html(theme=_THEME, code_format=_WINDOW, inline_styles=True))
    page.locator(".window").screenshot(path=PICTURES / f"{name}.png", omit_background=True)
    page.close()


def _take_page(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1180, "height": 980}, device_scale_factor=1.5)
    page.goto((BUILD / "review.html").as_uri())
    page.screenshot(path=PICTURES / "page.png")
    page.close()


def _take_comment(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 760}, device_scale_factor=1.5, color_scheme="dark")
    page.goto((BUILD / "review.html").as_uri())
    page.locator(".diff .comment:has(figure)").last.evaluate(
        "it => scrollTo({top: it.getBoundingClientRect().top - 330, behavior: 'instant'})"
    )
    page.screenshot(path=PICTURES / "comment-dark.png")
    page.close()


def _take_pull(browser: Browser) -> None:
    """Publish the demo's review on a simulated GitHub, and show the pull request there."""
    with tempfile.TemporaryDirectory() as folder, Simulator(Path(folder) / "github") as hub:
        shop = hub.repository("demo/shop", BUILD / "shop")
        pull = shop.pull(head="add-orders-api", author="bela", title="Add the orders API for the back office")
        report = Path(folder) / "report.json"
        environment = os.environ | hub.environment(hub.token())
        for words in (("review", "--pull", f"{shop.name}#{pull.number}", "-o", str(report)), ("publish", str(report))):
            command = [sys.executable, "-m", "reviewbot", *words]
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        page = browser.new_page(viewport={"width": 1100, "height": 1400}, device_scale_factor=1.3)
        page.goto(f"{hub.url}/{shop.name}/pull/{pull.number}")
        page.screenshot(path=PICTURES / "pull.png")
        page.set_viewport_size({"width": 1100, "height": 860})
        page.get_by_text("Command injection", exact=False).last.evaluate(
            "it => scrollTo({top: scrollY + it.getBoundingClientRect().top - 560, behavior: 'instant'})"
        )
        page.screenshot(path=PICTURES / "pull-comment.png")
        page.close()


def _take_audit(browser: Browser) -> None:
    """Audit the demo's branch as a whole, and show the page."""
    words = ("audit", "run", "--rev", "add-orders-api", "-o", str(BUILD / "audit.html"))
    command = [sys.executable, "-m", "reviewbot", *words]
    subprocess.run(command, cwd=BUILD / "shop", stdout=subprocess.DEVNULL, check=True)
    page = browser.new_page(viewport={"width": 1180, "height": 1240}, device_scale_factor=1.3)
    page.goto((BUILD / "audit.html").as_uri())
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / "audit.png")
    page.close()


def _take_phone(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    page.goto((BUILD / "review.html").as_uri())
    page.locator(".diff .comment").first.scroll_into_view_if_needed()
    page.screenshot(path=PICTURES / "phone.png")
    page.close()


if __name__ == "__main__":
    main()
