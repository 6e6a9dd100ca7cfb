"""TickRows: the finished ticks that were looked at so far, the newest first, as columns of their own. No Qt.

They are copied from the timeline's ticks page by page, so that a row stays what it is whatever the timeline gives up.
What came since goes on top, in one piece: of several workers, ticks arrive a little out of order, and a table shows
them as they arrived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waitgui.models.tick_columns import joined
from waitgui.models.tick_search import Sought, ids_of, search

if TYPE_CHECKING:
    from waitgui.models.tick_columns import Ticks
    from waitgui.models.timeline import TickRef, TimelineModel

BURST = 5_000
"""Of more that came since, the newest are found anew instead."""
_OVERLAP = 256
"""So many ticks beyond are looked at once more: the order among those may have changed."""
_SLICE = 1 << 15


class TickRows:
    """A view of the ticks in memory. What finds rows gives them; `put` makes them rows."""

    def __init__(self, timeline: TimelineModel) -> None:
        self._timeline = timeline
        self.columns = timeline.newest(0)
        self._sought = Sought()
        self._added = self._looked_at = 0
        self._generation = -1

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def is_outdated(self) -> bool:
        """Whether ticks came or went otherwise than on top, or too many: then `begin` anew."""
        return self._generation != self._timeline.generation or self._timeline.added - self._added > BURST

    @property
    def is_complete(self) -> bool:
        """Whether there are none further back."""
        return self._generation < 0 or self._place() >= len(self._timeline)

    def begin(self, sought: Sought, most: int) -> None:
        """Forget every row and find the newest ones that are sought."""
        self._sought = sought
        self._added, self._generation = self._timeline.added, self._timeline.generation
        self.columns, self._looked_at = search(self._timeline.newest, len(self._timeline), 0, sought, most)

    def want(self, sought: Sought) -> None:
        """Look for others from now on, among what comes and what is further back."""
        self._sought = sought

    def find_more(self, most: int) -> Ticks:
        """The next rows below the last one."""
        before = max(self._place() - _OVERLAP, 0)
        found, looked_at = search(self._timeline.newest, len(self._timeline), before, self._sought, most + _OVERLAP)
        self._looked_at = looked_at - (self._timeline.added - self._added)
        return self._new(found)

    def find_new(self) -> Ticks:
        """The rows that came on top since."""
        came = self._timeline.added - self._added
        if not came:
            return self.columns.of(slice(0, 0))
        ticks = self._timeline.newest(came + min(_OVERLAP, self._looked_at))  # what is further back isn't new
        self._looked_at += came
        self._added += came
        return self._new(ticks.of(np.flatnonzero(self._sought.mask(ticks))[::-1]))

    def put(self, at: int, found: Ticks) -> None:
        """Make them rows, from this one on."""
        self.columns = joined([self.columns.of(slice(0, at)), found, self.columns.of(slice(at, None))])

    def shorten(self, most: int) -> None:
        """Give up the rows beyond so many; they are found again."""
        self.columns = joined([self.columns.of(slice(0, most))])
        last = ids_of(self.columns.of(slice(most - 1, most)))[0]
        self._looked_at = 0
        while self._looked_at < len(self._timeline):
            ticks = self._timeline.newest(_SLICE, self._looked_at)
            found = np.flatnonzero(ids_of(ticks) == last)
            if len(found):
                self._looked_at += len(ticks) - int(found[-1])
                return
            self._looked_at += len(ticks)

    def row_of(self, ref: TickRef) -> int:
        """The row of a tick; −1 if it has none yet."""
        rows, number = self.columns, self._timeline.number_of(ref.task)
        found = np.flatnonzero((rows.lane == number) & (rows.run == ref.run) & (rows.n == ref.n))
        return int(found[0]) if len(found) else -1

    def _place(self) -> int:
        """How many of the newest ticks were looked at, if those that came since had been too."""
        return min(self._looked_at + self._timeline.added - self._added, len(self._timeline))

    def _new(self, found: Ticks) -> Ticks:
        """Those that aren't rows yet."""
        return found.of(~np.isin(ids_of(found), ids_of(self.columns))) if len(found) else found
