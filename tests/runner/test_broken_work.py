"""Whatever the work of a task raises, it fails by itself: no other task loses a tick (real threads)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from tests.runner.test_supervisor import LONG_S, Watched
from tests.tasks.make import make_task
from waitgui.runner.scheduler import Scheduler
from waitgui.tasks.actions import Nothing
from waitgui.tasks.record import Outcome, Reason, RunEnded, Tick
from waitgui.work.perform import LONGEST_WHY, attempt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Result
    from waitgui.work.stop import Stop


class EvilStrError(Exception):
    def __str__(self) -> str:
        raise KeyboardInterrupt


class EvilReprError(Exception):
    def __str__(self) -> str:
        return None  # type: ignore[return-value]  # noqa: PLE0307 - it is evil

    __repr__ = __str__


class EndlessError(Exception):
    def __str__(self) -> str:
        return "\0\x1b[31m\udc80" * 1_000_000


class RecursiveError(Exception):
    def __str__(self) -> str:
        return str(self)


ERRORS: dict[str, BaseException] = {
    "stop-iteration": StopIteration(1),
    "system-exit": SystemExit(0),
    "keyboard-interrupt": KeyboardInterrupt(),
    "generator-exit": GeneratorExit(),
    "cancelled": asyncio.CancelledError(),
    "memory": MemoryError(),
    "evil-str": EvilStrError(),
    "evil-repr": EvilReprError(),
    "endless": EndlessError(),
    "recursive": RecursiveError(),
    "group": BaseExceptionGroup("all of them", [SystemExit(1), ValueError("x")]),
}


class Raises(Nothing):
    """An action that raises what is named."""

    kind: Literal["none"] = "none"
    error: str


@attempt.register(Raises)
def _(action: Raises, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    raise ERRORS[action.error]


def raising(name: str) -> Task:
    task = make_task(name, period="5ms", stop={"after_failures": 5})
    return task.model_copy(update={"action": Raises(kind="none", error=name)})


def test_what_work_raises_is_a_failure_and_nobody_elses():
    scheduler = Scheduler()
    supervisor = Watched(scheduler)
    good = [make_task(f"good-{n}", period="5ms", stop={"after_runs": 50}) for n in range(5)]
    bad = [raising(name) for name in ERRORS]
    supervisor.start(*good, *bad)
    events = supervisor.until(lambda seen: sum(isinstance(event, RunEnded) for event in seen) == len(good + bad))
    reasons = {event.task: event.reason for event in events if isinstance(event, RunEnded)}
    assert reasons == {
        **dict.fromkeys((task.id for task in good), Reason.AFTER_RUNS),
        **dict.fromkeys(ERRORS, Reason.AFTER_FAILURES),
    }
    ticks = [event for event in events if isinstance(event, Tick)]
    assert len([tick for tick in ticks if tick.task.startswith("good") and tick.outcome is Outcome.OK]) == 250
    for tick in ticks:
        if tick.task in ERRORS:
            assert tick.outcome is Outcome.FAILED
            assert type(ERRORS[tick.task]).__name__ in tick.result.why or "resources" in tick.result.why
            assert len(tick.result.why) <= LONGEST_WHY
    supervisor.close()
    assert scheduler.close(LONG_S) == 0
