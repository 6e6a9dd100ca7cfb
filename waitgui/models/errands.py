"""Errands: single calls on threads of their own, whose results come back to the GUI thread.

For what a form asks before anything is saved: an action tried out, a look at the file system. Each errand has a `Stop`,
so that nothing of it outlives its window or the program.
"""

from __future__ import annotations

import itertools
import logging
import os
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from waitgui.models.mailbox import Mailbox
from waitgui.work.environment import setting
from waitgui.work.perform import perform
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waitgui.tasks.actions import Process
    from waitgui.tasks.fields import Model
    from waitgui.tasks.record import Result
    from waitgui.work.environment import Setting

log = logging.getLogger(__name__)
T = TypeVar("T")


class Errands(QObject):
    """The errands under way. For the GUI thread, but `wait`, which any other may call.

    `environ` gives what the environment of processes begins with, as the supervisor has it; by default our own.
    """

    def __init__(
        self, parent: QObject | None = None, *, environ: Callable[[], Mapping[str, str]] | None = None
    ) -> None:
        super().__init__(parent)
        self._environ = environ or (lambda: os.environ)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[Callable[[Any], None], Stop, threading.Thread]] = {}
        self._mailbox = Mailbox(self._hand_over, lambda: bool(self._waiting), self)

    def try_out(self, definition: Model, done: Callable[[Result], None]) -> Callable[[], None]:
        """Do what an action or a condition says, once. `done` gets the result, also after it was cancelled.

        Gives what cancels it.
        """
        return self._send(lambda stop: perform(definition, stop, self._environ()), done, "try-out")

    def look_up(self, process: Process, done: Callable[[Setting], None]) -> Callable[[], None]:
        """Find out what the process would get if it were started. Gives what cancels it, which can't cut it short."""
        return self._send(lambda _stop: setting(process, self._environ()), done, "look-up")

    def work_out(self, question: Callable[[Stop], T], done: Callable[[T], None], name: str) -> Callable[[], None]:
        """Call `question` on a thread of that name. It looks at its stop, and gives something other than None.

        Gives what cancels it; `done` is called nevertheless.
        """
        return self._send(question, done, name)

    def environ(self) -> Mapping[str, str]:
        """What the environment of processes begins with. Any thread; looking into it may wait."""
        return self._environ()

    def stop_all(self) -> None:
        """Stop every errand."""
        for _, stop, _ in self._waiting.values():
            stop.set()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end of all; False if one is still under way then."""
        until_s = time.monotonic() + timeout_s
        threads = [thread for _, _, thread in list(self._waiting.values())]
        for thread in threads:
            thread.join(max(0.0, until_s - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _send(self, work: Callable[[Stop], object], done: Callable[[Any], None], name: str) -> Callable[[], None]:
        number, stop, post = next(self._numbers), Stop(), self._mailbox.post

        def run() -> None:
            try:
                result: object = work(stop)
            except BaseException:
                log.exception("an errand failed: %s", name)
                result = None
            post((number, result))

        # A daemon: what hangs in the kernel must not keep the program from ending.
        thread = threading.Thread(target=run, name=f"waitgui-{name}-{number}", daemon=True)
        self._waiting[number] = (done, stop, thread)
        thread.start()
        self._mailbox.watch()
        return stop.set

    def _hand_over(self, came: tuple[int, object]) -> None:
        number, result = came
        done, _, _ = self._waiting.pop(number)
        if result is not None:
            done(result)
