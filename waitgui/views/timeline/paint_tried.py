"""Ticks under way that are tried again: their attempts so far, the waits after them, and the attempt under way.

They look as they will when they are over, attempts as blocks in one pale tick, but that the tick is open at now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor

from waitgui.models.attempts import of_ticks_under_way
from waitgui.tasks.words import duration_words
from waitgui.views.timeline.bars import lay_out
from waitgui.views.timeline.marks import WAIT_FROM_PX, Between
from waitgui.views.timeline.paint_bars import LABEL_FROM_PX
from waitgui.views.timeline.paint_marks import PALE
from waitgui.views.tokens import mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waitgui.models.timeline import TimelineModel
    from waitgui.tasks.record import TickStarted, Tried
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.paint_bars import BarPainter
    from waitgui.views.timeline.paint_marks import MarkPainter
    from waitgui.views.timeline.viewport import Viewport


class TriedTick(NamedTuple):
    """A tick under way in a row, and what was told of its attempts."""

    row: int
    ticking: TickStarted
    tried: Sequence[Tried]


class Label(NamedTuple):
    """How long a wide attempt took, in device pixels."""

    row: int
    left: int
    right: int
    code: int
    words: str


def paint_tried(
    model: TimelineModel,
    found: Sequence[TriedTick],
    view: Viewport,
    inks: Inks,
    painters: tuple[BarPainter, MarkPainter],
    now: int,
) -> list[Label]:
    """Paint these, none of which is in the row of a group, with the now-line at `now`; give the labels of attempts."""
    bars, beside = painters
    pale = QColor(mixed(inks.tokens.surface, inks.tokens.accent, PALE))
    for row, ticking, _ in found:
        bars.open_block(row, view.near(ticking.start_ns), now, pale)
    lanes = [(model.number_of(ticking.task), one) for _, ticking, tried in found for one in tried]
    rows = [row for row, _, _ in found]
    attempts = of_ticks_under_way(lanes)
    laid = lay_out(attempts, model.rows, range(min(rows), max(rows) + 1), view, inks.dpr, plain=False)
    bars.blocks(laid)
    beside.waits(wait for tick in found for wait in _waits(tick, view, inks.px(WAIT_FROM_PX)))
    for row, _, tried in found:
        begins = view.near(tried[-1].next_ns)
        if begins <= now:
            bars.running(row, begins, now)
        else:
            bars.begin_to_come(row, begins)
    took_ns = attempts.end - attempts.start
    wide = laid.bars.of(took_ns[laid.bars.tick] >= LABEL_FROM_PX * inks.dpr * view.ns_per_px)
    columns = (wide.row, wide.left, wide.right, wide.code, took_ns[wide.tick])
    return [
        Label(row, left, right, code, duration_words(ns))
        for row, left, right, code, ns in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _waits(tick: TriedTick, view: Viewport, least: int) -> Iterator[Between]:
    """After each attempt, where there is room: until the next, of which only the end is told."""
    ends = [one.attempt.end_ns for one in tick.tried]
    begins = [one.attempt.start_ns for one in tick.tried[1:]]
    for end_ns, begin_ns in zip(ends, [*begins, tick.tried[-1].next_ns], strict=True):
        left, right = view.near(end_ns), view.near(begin_ns)
        if right - left >= least and right > 0 and left < view.width:
            yield Between(tick.row, left, right, begin_ns - end_ns)
