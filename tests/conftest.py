"""For all tests: how many examples hypothesis tries, and that cycles are collected in the main thread alone.

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

if "WAITGUI_EXAMPLES" in os.environ:
    settings.register_profile("few", max_examples=int(os.environ["WAITGUI_EXAMPLES"]), deadline=None)
    settings.load_profile("few")

_collector = Collector()


@pytest.fixture(autouse=True)
def _cycles_in_the_main_thread() -> Iterator[None]:
    gc.disable()
    yield
    _collector.breathe(idle=True)
    gc.disable()
