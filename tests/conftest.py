"""For all tests: how many examples hypothesis tries, where screenshots are, and that the main thread collects cycles.

Python's collector works in whatever thread happens to make an object, and there it would delete what is left of an
earlier test's windows, timers of Qt among them, which crashes. The application keeps it out of its threads likewise
(`waitgui.runner.garbage`).
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from waitgui.runner.garbage import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

# What people read is asked for in English; a test of another language says so.
os.environ |= {"LC_ALL": "", "LC_MESSAGES": "C"}

# No example fails for having taken long: the machine may be busy.
settings.register_profile("ours", deadline=None)
settings.register_profile("few", deadline=None, max_examples=int(os.environ.get("WAITGUI_EXAMPLES", "100")))
settings.load_profile("few" if "WAITGUI_EXAMPLES" in os.environ else "ours")

_collector = Collector()
SCREENSHOTS = "screenshots"
"""The property of a test that names the folder of those that it kept."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the screenshots are."""
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    told = (told for report in reports for told in getattr(report, "user_properties", ()))
    for folder in dict.fromkeys(value for name, value in told if name == SCREENSHOTS):
        terminalreporter.write_line(f"screenshots: {folder}")


@pytest.fixture(autouse=True)
def _cycles_in_the_main_thread() -> Iterator[None]:
    gc.disable()
    yield
    _collector.breathe(lambda: True)
    gc.disable()
