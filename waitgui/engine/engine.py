"""What the desktop asks of an engine, and the engine that lives where it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from waitgui.runner.stream import TickStream
from waitgui.runner.supervisor import Supervisor
from waitgui.tasks.record import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from waitgui.runner.scheduler import Scheduler
    from waitgui.runner.stream import Sink
    from waitgui.store.history_writer import HistoryWriter
    from waitgui.tasks.model import Task


class HistoryState(NamedTuple):
    """How the history is: why nothing can be written now, how many ticks never will be, what was put aside."""

    trouble: str | None = None
    lost: int = 0
    aside: str | None = None


class Runs(Protocol):
    """The runs of one set under one name. Any thread may call; nothing but `wait` waits long."""

    @property
    def set_name(self) -> str:
        """The name under which what happens goes into the history."""
        ...

    @property
    def active(self) -> frozenset[str]:
        """The ids of the tasks that are running, from the call that starts them on."""
        ...

    @property
    def dropped(self) -> int:
        """How many events were too many to be passed on."""
        ...

    def is_paused(self, task_id: str) -> bool:
        """Whether the task is running and paused."""
        ...

    def start(self, *tasks: Task) -> None:
        """Start a run of each. Raises `BusyError`, and starts none, if one of them is running."""
        ...

    def run_now(self, task: Task) -> None:
        """Run a tick at once: besides the schedule of a run under way, else as a run of one tick.

        While a tick is under way nothing comes of it; an engine that knows that raises `BusyError`.
        """
        ...

    def stop(self, task_ids: Iterable[str], reason: Reason = Reason.STOPPED) -> None:
        """End the runs of these tasks; returns before that."""
        ...

    def stop_all(self, reason: Reason = Reason.STOPPED) -> None:
        """End every run."""
        ...

    def pause(self, task_ids: Iterable[str]) -> None:
        """Start no tick of these tasks until they are resumed."""
        ...

    def resume(self, task_ids: Iterable[str]) -> None:
        """Let these tasks go on."""
        ...

    def wait(self, timeout_s: float | None = None, task_ids: frozenset[str] | None = None) -> bool:
        """Wait until no run is left (of these tasks) and all of them was told; False if time ran out before."""
        ...

    def close(self) -> None:
        """Be told nothing any more. Runs that are left go on."""
        ...


class Engine(Protocol):
    """Runs sets. Any thread may call."""

    @property
    def history(self) -> HistoryState:
        """How the history is."""
        ...

    def runs(self, set_name: str, sink: Sink, *, follows: str | None = None) -> Runs:
        """Those of a set under this name; what happens is posted to `sink`, and goes into the history.

        `follows` is the name that the set had before: runs are numbered on.
        """
        ...


class LocalEngine:
    """Runs sets in this process, with the scheduler and the writer that it is given; those are others' to close."""

    def __init__(
        self,
        scheduler: Scheduler,
        *,
        history: HistoryWriter | None = None,
        environ: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        self._scheduler = scheduler
        self._history = history
        self._environ = environ

    @property
    def history(self) -> HistoryState:
        """How the history is."""
        writer = self._history
        return HistoryState() if writer is None else HistoryState(writer.trouble, writer.lost, writer.aside)

    def runs(self, set_name: str, sink: Sink, *, follows: str | None = None) -> Runs:
        """A supervisor, whose stream leads to the history first: what is told can be found there soon."""
        stream = TickStream()
        if self._history is not None:
            if follows is not None:
                self._history.follow(follows, set_name)
            stream.attach(self._history.sink(set_name))
        stream.attach(sink)
        return _Supervised(self._scheduler, stream, sink, set_name, self._history, self._environ)


class _Supervised(Supervisor):
    dropped = 0

    def __init__(
        self,
        scheduler: Scheduler,
        stream: TickStream,
        sink: Sink,
        set_name: str,
        history: HistoryWriter | None,
        environ: Callable[[], Mapping[str, str]] | None,
    ) -> None:
        super().__init__(scheduler, stream, set_name=set_name, numbers=history, environ=environ)
        self._told = stream, sink

    def close(self) -> None:
        """Tell nothing any more, but to the history."""
        super().close()
        stream, sink = self._told
        stream.detach(sink)
