"""A session with an engine of its own, and what does its awaiting at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.models.at_once import AtOnce
from waitgui.engine.engine import LocalEngine
from waitgui.models.session import Session
from waitgui.runner.scheduler import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def session(qapp) -> Iterator[Session]:
    scheduler = Scheduler()
    session = Session(LocalEngine(scheduler), "Untitled")
    yield session
    assert asyncio.run(session.stop_and_wait())
    assert scheduler.close(30) == 0


@pytest.fixture
def at_once() -> AtOnce:
    return AtOnce()
