"""The history as exports take it: what `replay` gives with what makes Unix time of it, and the marks of its sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.store.history_reader import Reader
from waitgui.store.history_replay import replay
from waitgui.store.history_source import PAGE, StoredMark
from waitgui.tasks.happened import Happened
from waitgui.tasks.record import Paused, Resumed, RunEnded, RunStarted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LAST_NS = 2**63 - 1


def happened(
    path: Path, *, set_name: str | None = None, task: str | None = None, since_ns: int | None = None, page: int = PAGE
) -> Iterator[Happened]:
    """What was told, oldest first, as `replay` gives it; then the pauses, gaps and moves of the clock, set by set.

    Memory holds a few pages and the runs that are open at that point. Raises `HistoryError`.
    """
    offsets: dict[tuple[str, str, int], int] = {}
    sets: dict[str, None] = {}
    for name, event in replay(path, set_name=set_name, task=task, since_ns=since_ns, page=page):
        key = (name, event.task, event.run)
        if isinstance(event, RunStarted):
            offsets[key] = event.wall_ns - event.mono_ns
            sets[name] = None
        yield Happened(name, event, offsets[key])
        if isinstance(event, RunEnded):
            del offsets[key]
    reader = Reader(path)
    try:
        for name in sets:
            for mark in _marks(reader, name, since_ns or 0, page):
                noted = mark.event
                if task is None or not isinstance(noted, Paused | Resumed) or noted.task == task:
                    yield Happened(name, noted, mark.wall_ns - mark.mono_ns)
    finally:
        reader.close()


def origin_ns(
    path: Path, *, set_name: str | None = None, task: str | None = None, since_ns: int | None = None
) -> int | None:
    """The Unix time at which the earliest of the runs started of which `happened` tells; None if there are none."""
    reader = Reader(path)
    try:
        return reader.earliest(set_name, task, since_ns or 0)
    finally:
        reader.close()


def _marks(reader: Reader, set_name: str, since_ns: int, page: int) -> Iterator[StoredMark]:
    """All of them, page by page. A page begins with the time that the one before ends with: it may hold more of it."""
    from_ns, told = since_ns, set[StoredMark]()
    while True:
        most = page + len(told)
        found = reader.marks(set_name, from_ns, _LAST_NS, most=most)
        yield from (mark for mark in found if mark not in told)
        if len(found) < most:
            return
        from_ns = found[-1].wall_ns
        told = {mark for mark in found if mark.wall_ns == from_ns}
