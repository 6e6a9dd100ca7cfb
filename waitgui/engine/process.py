"""The engine's process: does what it is told on its standard input, tells on its standard output what happens.

A desktop that is gone, however that came about, is the end of the input: then every run is ended as at a quit, so that
the history knows how, and nothing that was started is left.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from waitgui.engine.engine import LocalEngine
from waitgui.engine.wire import (
    Begin,
    Close,
    End,
    Environ,
    Flush,
    Flushed,
    News,
    Open,
    Pause,
    RunNow,
    Start,
    Stop,
    Wire,
)
from waitgui.runner.bell import Bell
from waitgui.runner.garbage import Collector
from waitgui.runner.scheduler import Scheduler
from waitgui.runner.stream import QUEUE_LIMIT, Subscription, at_once
from waitgui.runner.supervisor import BusyError
from waitgui.runner.watchdog import Watchdog
from waitgui.store import log_file
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Reason
from waitgui.work.login import Login
from waitgui.work.login_once import LoginOnce
from waitgui.work.processes import kill_everything

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from waitgui.engine.engine import HistoryState, Runs

log = logging.getLogger(__name__)

GATHER_S = 0.002
"""How far messages are apart at least, for one to carry many events."""
MOST_AT_ONCE = 2_000
REST_S = 1.0
"""How often to look around while nothing happens."""
SWITCH_INTERVAL_S = 0.0005
"""How often Python threads take turns: with the usual 5 ms, who tells waits for the history and thirty workers."""
STOP_S = 10.0
_ENDING = (signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Serve the desktop at the other end of our standard streams, until it goes."""
    wire = _wire_of_standard_streams()
    begin = wire.receive()
    if not isinstance(begin, Begin):
        return 2
    end_log = log_file.begin(begin.logs)
    try:
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        _Served(wire, begin).serve()
    finally:
        end_log()
    return 0


def _wire_of_standard_streams() -> Wire:
    """The wire; from now on what somebody prints goes to standard error, and who reads input finds none."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return Wire(incoming, outgoing)


class _Served:
    """Commands are followed in a thread that reads them; the main thread tells what happens."""

    def __init__(self, wire: Wire, begin: Begin) -> None:
        self._wire = wire
        self._bell = Bell()
        self._ending = False
        for number in _ENDING:
            signal.signal(number, self._on_signal)
        # The desktop says what is to be done. Not SIG_IGN, which the processes of tasks would inherit.
        signal.signal(signal.SIGINT, lambda _number, _frame: None)
        self._collector = Collector()
        self._collector.begin()
        self._login: Login | None = None
        self._knows_login = threading.Event()
        self._environ = LoginOnce(read=self._await_login)
        self._scheduler = Scheduler()
        self._watchdog = Watchdog(self._scheduler)
        self._writer = HistoryWriter(
            begin.history, mono_ns=self._scheduler.now_ns, limits=begin.limits, say=self._on_history
        )
        self._engine = LocalEngine(self._scheduler, history=self._writer, environ=self._environ.environ)
        self._told: HistoryState | None = None
        self._channels: dict[int, _Channel] = {}
        self._reader = threading.Thread(target=self._obey, name="waitgui-commands", daemon=True)

    def serve(self) -> None:
        """Until the desktop says so, is gone, or a signal comes."""
        self._reader.start()
        try:
            while not self._ending:
                self._tell()
                told_s = time.monotonic()
                self._bell.wait(REST_S)
                time.sleep(max(0.0, told_s + GATHER_S - time.monotonic()))
                self._collector.breathe(lambda: not self._is_busy())
        except (OSError, ValueError):  # the desktop is gone
            log.warning("the desktop is gone: its runs are ended")
        finally:
            self._end()

    # ------------------------------------------------------------------------------------------------ the main thread

    def _tell(self) -> None:
        """Tell all that has happened."""
        history = self._engine.history
        if history != self._told:
            self._told = history
            self._wire.send(history)
        for channel in list(self._channels.values()):
            while (news := channel.news()) is not None:
                self._wire.send(news)

    def _is_busy(self) -> bool:
        return any(channel.runs.active for channel in list(self._channels.values()))

    def _end(self) -> None:
        """End every run, tell as much as somebody hears, and leave nothing behind."""
        channels = list(self._channels.values())
        for channel in channels:
            channel.runs.stop_all(Reason.QUIT)
        for channel in channels:
            channel.runs.wait(STOP_S)
        try:
            self._tell()
        except (OSError, ValueError):
            log.info("nobody hears how it ended")
        self._watchdog.close(1.0)
        self._scheduler.close(1.0)
        self._knows_login.set()
        self._environ.close()
        kill_everything()
        self._writer.close()
        self._collector.end()
        self._wire.close()

    def _on_signal(self, _number: int, _frame: object) -> None:
        self._ending = True
        self._bell.ring()

    # ------------------------------------------------------------------------------------------------ other threads

    def _obey(self) -> None:
        """Follow commands, until there are no more."""
        while not self._ending and (command := self._wire.receive()) is not None:
            try:
                self._follow(command)
            except Exception:  # the edge of the thread: the next one may be a stop
                log.exception("a command of the desktop: %s", type(command).__name__)
            self._bell.ring()
        self._ending = True
        self._bell.ring()

    def _follow(self, command: Any) -> None:
        match command:
            case Open(number, set_name, follows):
                subscription = Subscription(limit=QUEUE_LIMIT, wake=self._bell.ring)
                runs = self._engine.runs(set_name, subscription, follows=follows)
                self._channels[number] = _Channel(number, runs, subscription)
            case Start(number, _, tasks):
                self._channels[number].begin(command.number, lambda runs: runs.start(*tasks))
            case RunNow(number, _, task):
                self._channels[number].begin(command.number, lambda runs: runs.run_now(task))
            case Stop(number, task_ids, reason):
                runs = self._channels[number].runs
                runs.stop_all(reason) if task_ids is None else runs.stop(task_ids, reason)
            case Pause(number, task_ids, pause):
                runs = self._channels[number].runs
                runs.pause(task_ids) if pause else runs.resume(task_ids)
            case Close(number):
                self._channels.pop(number).runs.close()
            case Environ(environ):
                self._login = Login(environ, "")
                self._knows_login.set()
            case Flush():
                threading.Thread(target=self._flush, args=(command,), name="waitgui-flush", daemon=True).start()
            case End():
                self._ending = True

    def _flush(self, wanted: Flush) -> None:
        answer = Flushed(wanted.number, self._writer.flush(wanted.timeout_s))
        try:
            self._wire.send(answer)
        except (OSError, ValueError):
            log.info("nobody waits for the history any more")

    def _await_login(self, _stop: object) -> Login:
        self._knows_login.wait()
        return self._login or Login(dict(os.environ), "")

    def _on_history(self, line: str) -> None:
        log.warning(line)
        self._bell.ring()


class _Channel:
    """The runs of one set, and what the desktop was told of them."""

    def __init__(self, number: int, runs: Runs, subscription: Subscription) -> None:
        self.runs = runs
        self._number = number
        self._subscription = subscription
        self._done = self._told_done = 0
        self._active: frozenset[str] = frozenset()
        self._dropped = 0

    def begin(self, number: int, command: Callable[[Runs], None]) -> None:
        """Follow a command that may start something. In the thread of commands."""
        try:
            command(self.runs)
        except BusyError as error:
            log.info("%s: %s", self.runs.set_name, error)
        finally:
            self._done = number

    def news(self) -> News | None:
        """What happened since it was told last; None if nothing has. In the main thread."""
        done, active = self._done, self.runs.active  # in this order: who is active by now was begun by then
        events = self._subscription.drain(MOST_AT_ONCE)
        if len(events) == MOST_AT_ONCE:  # who has ended is told after its last event
            done, active = self._told_done, self._active
        dropped = self._subscription.dropped
        if not events and (done, active, dropped) == (self._told_done, self._active, self._dropped):
            return None
        ended, begun = self._active - active, active - self._active
        self._told_done, self._active, self._dropped = done, active, dropped
        return News(self._number, done, at_once(events), ended, begun, dropped)
