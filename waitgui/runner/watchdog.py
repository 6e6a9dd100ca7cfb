"""Notices an engine that makes no progress, says so, and leaves in the log where every thread stands."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING

from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from waitgui.runner.scheduler import Scheduler

log = logging.getLogger(__name__)

BEHIND_NS = 5 * NS_PER_S
LOOK_S = 1.0


class Watchdog:
    """Looks at the scheduler once a second, in a thread of its own; what it sees is told to the scheduler's listeners.

    Each time the engine falls behind is told once. A look that comes late itself tells nothing: then it wasn't the
    engine, everything stood still.
    """

    def __init__(self, scheduler: Scheduler, *, behind_ns: int = BEHIND_NS, look_s: float = LOOK_S) -> None:
        self._scheduler = scheduler
        self._behind_ns = behind_ns
        self._look_s = look_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="waitgui-watchdog", daemon=True)
        self._thread.start()

    def close(self, timeout_s: float) -> None:
        """End the thread."""
        self._stop.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        told, looked_s = False, time.monotonic()
        while not self._stop.wait(self._look_s):
            now_s = time.monotonic()
            was_held_up, looked_s = now_s - looked_s > 2 * self._look_s, now_s
            if was_held_up:
                continue
            by_ns = self._scheduler.behind_ns()
            if by_ns >= self._behind_ns and not told:
                log.error("the engine is %.1f s behind\n%s", by_ns / NS_PER_S, _stacks())
                self._scheduler.say_behind(by_ns)
            told = by_ns >= self._behind_ns


def _stacks() -> str:
    """Where every thread stands."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    parts = [
        f"{names.get(ident, ident)}:\n{''.join(traceback.format_stack(frame))}"
        for ident, frame in sys._current_frames().items()  # noqa: SLF001 - its documented way
    ]
    return "\n".join(parts)
