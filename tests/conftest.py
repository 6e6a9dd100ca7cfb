"""For all tests: cycles are collected in the main thread alone.

Python's collector works in whatever thread happens to make an object, and there it would delete what is left of an
earlier test's windows, timers of Qt among them, which crashes. The application keeps it out of its threads likewise
(`waitgui.runner.garbage`).
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from waitgui.runner.garbage import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

_collector = Collector()


@pytest.fixture(autouse=True)
def _cycles_in_the_main_thread() -> Iterator[None]:
    gc.disable()
    yield
    _collector.breathe(idle=True)
    gc.disable()
