"""The latest ticks with all that is known of them, for the inspector; bounded by number and by size of output."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from waitgui.tasks.record import Tick

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waitgui.tasks.record import Event

MOST_TICKS = 20_000
MOST_OUTPUT = 32 * 1024 * 1024
"""Characters of output that are kept."""


class TickLog:
    """Ticks by task, run and number; the oldest go first. For the GUI thread."""

    def __init__(self, most_ticks: int = MOST_TICKS, most_output: int = MOST_OUTPUT) -> None:
        self._most_ticks = most_ticks
        self._most_output = most_output
        self._ticks: OrderedDict[tuple[str, int, int], Tick] = OrderedDict()
        self._output = 0

    def __len__(self) -> int:
        return len(self._ticks)

    def note(self, events: Iterable[Event]) -> None:
        """Keep the ticks among the events."""
        for event in events:
            if isinstance(event, Tick):
                self._ticks[event.task, event.run, event.n] = event
                self._output += len(event.result.output)
        while self._ticks and (len(self._ticks) > self._most_ticks or self._output > self._most_output):
            _, gone = self._ticks.popitem(last=False)
            self._output -= len(gone.result.output)

    def find(self, task: str, run: int, n: int) -> Tick | None:
        """The tick, while it is kept."""
        return self._ticks.get((task, run, n))

    def beside(self, tick: Tick, step: int) -> Tick | None:
        """The kept tick of the same task so many numbers on; None if there is none."""
        return self._ticks.get((tick.task, tick.run, tick.n + step))

    def clear(self) -> None:
        """Forget all."""
        self._ticks.clear()
        self._output = 0
