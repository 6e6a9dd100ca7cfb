"""The latest ticks with all that is known of them, for the inspector; bounded by number and by size of output.

Ticks of the history are kept as they were told, on the clock of their own time, and without their output, which is
read once it is asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeAlias

from waitgui.tasks.record import Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waitgui.store.history_source import StoredTick
    from waitgui.tasks.record import Event

MOST_TICKS = 20_000
MOST_OUTPUT = 32 * 1024 * 1024
"""Characters of output that are kept."""
Key: TypeAlias = tuple[str, int, int]
"""Task, run and number of a tick."""


class TickLog:
    """Ticks by task, run and number; the oldest go first. For the GUI thread."""

    def __init__(self, most_ticks: int = MOST_TICKS, most_output: int = MOST_OUTPUT) -> None:
        self._most_ticks = most_ticks
        self._most_output = most_output
        self._ticks: OrderedDict[Key, Tick] = OrderedDict()
        self._past: dict[Key, StoredTick] = {}
        """Those that are the history's; without a tick's `id` once its output was read."""
        self._output = 0

    def __len__(self) -> int:
        return len(self._ticks)

    def note(self, events: Iterable[Event]) -> None:
        """Keep the ticks among the events."""
        ticks = {event[:3]: event for event in events if type(event) is Tick}
        if self._ticks.keys().isdisjoint(ticks):  # as ever, but for what is told twice
            self._ticks.update(ticks)
            self._output += sum([len(tick.result.output) for tick in ticks.values()])
        else:
            for key, tick in ticks.items():
                self._put(key, tick)
        self._trim()

    def recall(self, ticks: Sequence[StoredTick]) -> None:
        """Keep ticks of the history, in the order in which they were told, as older than all that is here."""
        room = max(0, self._most_ticks - len(self._ticks))
        past = {stored.tick[:3]: stored for stored in (ticks[-room:] if room else ())}
        for key in self._ticks:
            past.pop(key, None)
        self._past |= past
        self._ticks = OrderedDict((key, stored.tick) for key, stored in past.items()) | self._ticks

    def keep(self, stored: StoredTick) -> None:
        """Keep a tick of the history that somebody looks at."""
        key = stored.tick[:3]
        if key not in self._ticks:
            self._put_past(key, stored)
        self._ticks.move_to_end(key)
        self._trim()

    def find(self, task: str, run: int, n: int) -> Tick | None:
        """The tick, while it is kept."""
        return self._ticks.get((task, run, n))

    def saying(self, text: str) -> list[Key]:
        """The kept ticks whose reason holds a text, in any case."""
        folded = text.casefold()
        return [key for key, tick in self._ticks.items() if tick.result.why and folded in tick.result.why.casefold()]

    def details(self, offset_ns: int) -> dict[Key, tuple[Tick, int]]:
        """Every kept tick, and what makes Unix time of its times; of those told in this life that is `offset_ns`."""
        past = self._past
        return {
            key: (tick, offset_ns if (stored := past.get(key)) is None else stored.wall_ns - stored.mono_ns)
            for key, tick in self._ticks.items()
        }

    def beside(self, tick: Tick, step: int) -> Tick | None:
        """The kept tick of the same task so many numbers on; None if there is none."""
        return self._ticks.get((tick.task, tick.run, tick.n + step))

    def wall_offset_ns(self, tick: Tick) -> int | None:
        """What makes Unix time of the times of a kept tick of the history; None for one that was told in this life."""
        past = self._past.get((tick.task, tick.run, tick.n))
        return None if past is None else past.wall_ns - past.mono_ns

    def unread(self, tick: Tick) -> int | None:
        """The id in the history of a tick whose output wasn't read yet; None if there is nothing to be read."""
        past = self._past.get((tick.task, tick.run, tick.n))
        return None if past is None else past.id or None

    def fill(self, key: Key, output: str, dropped: int) -> None:
        """The output of a tick of the history, and how many bytes before it weren't kept."""
        tick, past = self._ticks.get(key), self._past.get(key)
        if tick is None or past is None or not past.id:
            return
        self._past[key] = past._replace(id=0)
        self._ticks[key] = tick._replace(result=tick.result._replace(output=output, output_dropped=dropped))
        self._output += len(output)
        self._ticks.move_to_end(key)
        self._trim()

    def clear(self) -> None:
        """Forget all."""
        self._ticks.clear()
        self._past.clear()
        self._output = 0

    def _put(self, key: Key, tick: Tick) -> None:
        before = self._ticks.get(key)
        if before is not None:
            self._output -= len(before.result.output)
            self._past.pop(key, None)
        self._ticks[key] = tick
        self._output += len(tick.result.output)

    def _put_past(self, key: Key, stored: StoredTick) -> None:
        self._put(key, stored.tick)
        self._past[key] = stored

    def _trim(self) -> None:
        ticks, past = self._ticks, self._past
        while ticks and (len(ticks) > self._most_ticks or self._output > self._most_output):
            key, gone = ticks.popitem(last=False)
            if past:
                past.pop(key, None)
            self._output -= len(gone.result.output)
