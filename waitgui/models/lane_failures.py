"""How many failures the shown history holds, a count a lane, kept as ticks come and go. For the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waitgui.models.task_states import TROUBLE
from waitgui.models.tick_ring import OUTCOMES, SKIPPED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waitgui.models.tick_ring import Column, Ticks

_IS_FAILURE = np.array([outcome in TROUBLE for outcome in OUTCOMES])
_NEVER = np.iinfo(np.int64).min


def comes_after(batch: Ticks, kept: Ticks) -> bool:
    """Whether all of a batch is newer than the first of these rows of the ring, so that older ones are given up for it.

    A skipped tick has its place by when it was told of, which isn't known here: those that end by themselves decide.
    """
    ends, news = kept.end[kept.outcome != SKIPPED], batch.end[batch.outcome != SKIPPED]
    return bool(len(ends)) and (not len(news) or int(news.min()) >= int(ends[0]))


class LaneFailures:
    """Failed, timed out or in error: what calls for a look. Lanes are known by their numbers."""

    def __init__(self) -> None:
        self._counts: NDArray[np.int64] = np.zeros(0, np.int64)
        self._last_ns: NDArray[np.int64] = np.zeros(0, np.int64)

    def note(self, ticks: Ticks) -> None:
        """These have come."""
        failed = ticks.of(_IS_FAILURE[ticks.outcome])
        if not len(failed):
            return
        self._grow(int(failed.lane.max()) + 1)
        self._counts += np.bincount(failed.lane, minlength=len(self._counts))
        np.maximum.at(self._last_ns, failed.lane, failed.end)

    def forget(self, ticks: Ticks) -> None:
        """These, noted before, are no longer kept."""
        lanes = ticks.lane[_IS_FAILURE[ticks.outcome]]
        if len(lanes):
            self._counts -= np.bincount(lanes, minlength=len(self._counts))

    def recount(self, ticks: Ticks) -> None:
        """These are all that are kept."""
        self._counts[:] = 0
        self.note(ticks)

    def of(self, number: int) -> tuple[int, int | None]:
        """How many of the lane are kept, and when its latest ended (monotonic ns), kept or not; None if none did."""
        if number >= len(self._counts) or self._last_ns[number] == _NEVER:
            return 0, None
        return int(self._counts[number]), int(self._last_ns[number])

    def by_row(self, rows: Column, count: int) -> NDArray[np.int64]:
        """How many each of `count` rows has; `rows` gives the row of each number, −1 for none."""
        rows = rows[: len(self._counts)]
        shown = rows >= 0
        counts = self._counts[: len(rows)][shown]
        return np.bincount(rows[shown], weights=counts, minlength=count).astype(np.int64)

    def _grow(self, count: int) -> None:
        more = count - len(self._counts)
        if more > 0:
            self._counts = np.concatenate((self._counts, np.zeros(more, np.int64)))
            self._last_ns = np.concatenate((self._last_ns, np.full(more, _NEVER)))
