"""What tests of several rooms share: a browser, and no silent skips where everything must run."""

import os
import shutil
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# How long one example takes says more of the machine than of the code. Continuous integration judges a change and not
# its luck, so the examples there are always the same; everybody else's look for new ones.
settings.register_profile("reviewbot", deadline=None, derandomize=os.environ.get("REVIEWBOT_STRICT") == "1")
settings.load_profile("reviewbot")

pytest_plugins = ["support.github", "support.shop", "support.weekly"]

_OPTIONAL = ("browser", "node")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip for want of a browser or of npm's packages into a failure under REVIEWBOT_STRICT=1."""
    report = yield
    is_optional = any(item.get_closest_marker(name) for name in _OPTIONAL)
    if report.skipped and is_optional and os.environ.get("REVIEWBOT_STRICT") == "1":
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"REVIEWBOT_STRICT=1 allows no skip. {reason}"
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests that look at a page."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("there is no Chromium: install it (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        # In a container that runs as root, Chromium starts only without its sandbox.
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()
