"""Fixtures that every test may ask for, and the rule that browser tests really run where a browser is promised."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from servers import ScriptedServer

REQUIRES_BROWSER = os.environ.get("STATEDIFF_REQUIRE_BROWSER") == "1"
"""Set by .ci/run: a browser test that is skipped fails, and so does a run in which none passed."""

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

_browser_passes: list[str] = []


def pytest_collection_finish() -> None:
    """Keep what was collected out of every later collection of garbage: it lives to the end and is looked through each
    time, which is a fifth of the whole run."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A scripted HTTP server on loopback, alone to the test."""
    with ScriptedServer() as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count browser tests that passed; where a browser is required, one that is skipped has failed."""
    report = yield
    if item.get_closest_marker("browser"):
        if report.passed and report.when == "call":
            _browser_passes.append(item.nodeid)
        elif report.skipped and REQUIRES_BROWSER:
            report.outcome = "failed"
            report.longrepr = f"skipped where a browser is required: {report.longrepr}"
    return report


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a whole run in which no browser test passed although a browser is required."""
    if REQUIRES_BROWSER and not _browser_passes and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many browser tests ran."""
    if REQUIRES_BROWSER:
        terminalreporter.write_line(f"browser tests that passed: {len(_browser_passes)}")
