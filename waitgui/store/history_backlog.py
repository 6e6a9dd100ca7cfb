"""What waits to be written. While nothing can be, only the latest is kept, and the rest counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from waitgui.tasks.record import Paused, Resumed, RunEnded, RunStarted, Tick

if TYPE_CHECKING:
    from collections.abc import Collection

    from waitgui.tasks.record import Event

KEPT = 1_000
Entry: TypeAlias = "tuple[str, int | None, Event]"
"""Set, seed of its runs, event."""


class Backlog:
    """Events that aren't written yet, oldest first. For one thread, but for `lost`."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self.lost = 0
        """Ticks that were given up."""

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entries: Collection[Entry]) -> None:
        """Put these behind what waits."""
        self._entries.extend(entries)

    def first(self, most: int) -> list[Entry]:
        """The oldest, which stay until they are `done`."""
        return self._entries[:most]

    def done(self, count: int) -> None:
        """So many of the oldest are written."""
        del self._entries[:count]

    def trim(self, stored: Collection[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
        """Keep the latest `KEPT` ticks, `KEPT` starts and ends each, and as many others; the runs that were given up.

        The end of a run that is in the file (`stored`) is kept in any case: without it the run would never end.
        """
        left = {Tick: KEPT, RunStarted: KEPT, RunEnded: KEPT}
        others = KEPT
        kept: list[Entry] = []
        given_up = []
        for entry in reversed(self._entries):
            event = entry[2]
            kind = type(event)
            if kind in left:
                left[kind] -= 1
                keep = left[kind] >= 0
            else:
                others -= 1
                keep = others >= 0
            if not keep and isinstance(event, RunEnded):
                key = (entry[0], event.task, event.run)
                keep = key in stored
                if not keep:
                    given_up.append(key)
            if keep:
                kept.append(entry)
            elif isinstance(event, Tick):
                self.lost += 1
        gone = set(given_up)
        self._entries = [entry for entry in reversed(kept) if not gone or _run_of(entry) not in gone]
        self.lost += sum(isinstance(entry[2], Tick) and _run_of(entry) in gone for entry in kept) if gone else 0
        return given_up


def _run_of(entry: Entry) -> tuple[str, str, int] | None:
    event = entry[2]
    if isinstance(event, RunStarted | Tick | RunEnded | Paused | Resumed):
        return (entry[0], event.task, event.run)
    return None
