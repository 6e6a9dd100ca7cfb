"""The coroutines on a real qasync loop, in real time: its timers fire early, the engine doesn't.

The records that take little time are played all at once, so that the whole takes a second.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
import qasync

from tests.wait.records import LOOPS, Case, cases
from tests.wait.test_conformance import play_async
from waitgui import wait
from waitgui.wait import aio

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NS = 300_000_000


class RealClock(wait.MonotonicClock):
    """What the player needs beside the clock: a sleep that isn't early."""

    async def sleep_until(self, when_ns: int) -> None:
        while (left_ns := when_ns - self.now_ns()) > 0:  # noqa: ASYNC110 - the timers are early
            await asyncio.sleep(left_ns / 1e9)


@pytest.fixture
def qt_loop(qapp: Any) -> Iterator[asyncio.AbstractEventLoop]:
    loop = qasync.QEventLoop(qapp)
    with loop:
        yield loop
    asyncio.set_event_loop(None)


def ends_by_itself(case: Case) -> bool:
    """Whether its calls alone decide how it goes on, not what falls into the same millisecond."""
    outcome = next(iter(case.outcomes))
    return (
        len(case.outcomes) == 1
        and case.plan["mode"] in ("none", "before_start", "inside_call")
        and not case.record.get("timeout_ns")
        and case.record.get("manager", {}).get("kind") != "exponential"
        and outcome.return_ns <= LONGEST_NS
        and len(outcome.calls) <= 20
    )


SAMPLE = [case for category in LOOPS for case in cases(category) if ends_by_itself(case)]


def test_as_go_and_never_early(qt_loop: asyncio.AbstractEventLoop) -> None:
    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*(play_async(case, form, RealClock()) for case, form in played))

    played = [(case, form) for case in SAMPLE for form in case.forms]
    assert len(played) > 500
    for (case, form), outcome in zip(played, qt_loop.run_until_complete(all_at_once()), strict=True):
        (wanted,) = case.outcomes
        seen = (case.id, form, len(outcome.calls), outcome.ending, outcome.crashes)
        assert seen == (case.id, form, len(wanted.calls), wanted.ending, wanted.crashes)
        for number, (call, wanted_call) in enumerate(zip(outcome.calls, wanted.calls, strict=True)):
            assert call[0] >= wanted_call[0], (case.id, form, number)
        assert outcome.return_ns >= wanted.return_ns, (case.id, form)


def test_qt_timers_are_early_and_calls_are_not(qt_loop: asyncio.AbstractEventLoop) -> None:
    starts: list[int] = []

    def note() -> bool:
        starts.append(wait.MONOTONIC.now_ns())
        return len(starts) == 4

    began_ns = wait.MONOTONIC.now_ns()  # the first call may itself be late
    qt_loop.run_until_complete(aio.poll_until_context_cancel(None, 0.0999, True, note))
    assert [start - began_ns >= n * 99_900_000 for n, start in enumerate(starts)] == [True] * 4


def test_cancelling_ends_it_at_once(qt_loop: asyncio.AbstractEventLoop) -> None:
    async def cancelled() -> bool:
        task = asyncio.create_task(aio.until(lambda: None, 3600))
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait([task], timeout=30)
        return task.cancelled()

    assert qt_loop.run_until_complete(cancelled())
