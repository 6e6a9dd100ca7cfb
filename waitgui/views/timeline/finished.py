"""What stands still: ground, threads, finished ticks and the ends of runs, of any stretch of columns.

A column gets the same pixels wherever the view stands, so a `Layer` may keep them. Shapes that reach into the stretch
from beside it are painted too; nothing but the words of ends reaches farther than the margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from waitgui.models.sheets import NEVER, Stretches
from waitgui.tasks.words import duration_words
from waitgui.views.timeline.bars import MARGIN_PX, lay_out
from waitgui.views.timeline.cells import lines_of, values
from waitgui.views.timeline.marks import ATTEMPTS_FROM_PX, WAIT_FROM_PX, chips, tried_bars, waits
from waitgui.views.timeline.paint_bars import LABEL_FROM_PX, BarPainter
from waitgui.views.timeline.paint_cells import paint_cells
from waitgui.views.timeline.paint_ground import Ground
from waitgui.views.timeline.paint_headers import paint_headers
from waitgui.views.timeline.paint_marks import MarkPainter
from waitgui.views.timeline.words import end_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.models.sheets import Sheets
    from waitgui.models.tick_ring import Ticks
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.axis import Mark
    from waitgui.views.timeline.bars import Shapes
    from waitgui.views.timeline.cells import Lines
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.viewport import Viewport

_END_PX = 16
"""Room of the mark at the end of a run."""
_END_WORDS_PX = 280
"""How far the words beside it reach at most."""


class BarLabel(NamedTuple):
    """How long a wide bar took, to be written on the part of it that shows."""

    row: int
    start_ns: int
    end_ns: int
    code: int
    words: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What is painted, but for the stretch of time: a picture of it stays right while this stays equal."""

    lanes: LaneGrid
    rows: range
    selected: frozenset[int]
    height: int


class Finished:
    """Paints a scene of the model."""

    def __init__(self, model: TimelineModel, sheets: Sheets) -> None:
        self._model = model
        self._sheets = sheets
        self.labels: dict[tuple[int, int], BarLabel] = {}
        """Those of the bars painted since the last `begin`, by row and start."""
        self._plain: bool | None = None
        self._lines: tuple[Scene, Lines] | None = None

    def begin(self) -> None:
        """All that is to be seen is painted next, then parts of it in the same way."""
        self.labels, self._plain = {}, None

    def forget_labels(self, kept: range, ns_per_px: int) -> None:
        """Of bars that are in none of the absolute columns that are kept."""
        from_ns, to_ns = kept.start * ns_per_px, kept.stop * ns_per_px
        gone = [key for key, label in self.labels.items() if label.end_ns < from_ns or label.start_ns > to_ns]
        for key in gone:
            del self.labels[key]

    def paint(
        self, painter: QPainter, view: Viewport, scene: Scene, inks: Inks, marks: Sequence[Mark], now_ns: int
    ) -> None:
        """Paint what `view` shows of it, from x = 0; `marks` are the axis's, at least those within."""
        model, lanes = self._model, scene.lanes
        ground = Ground(painter, inks, view, lanes, (view.width, scene.height), view.near(now_ns))
        ground.ground(model.gaps, scene.selected, marks, model.wall_ns(0))
        paint_headers(painter, inks.tokens, lanes, (view.width, scene.height))
        beside = MarkPainter(painter, inks, view, lanes)
        beside.jumps(model.clock_jumps, min(scene.height, lanes.top(lanes.count)))
        beside.chips(chips(model.gaps, model.clock_jumps, view, inks.dpr, inks.metrics[400].horizontalAdvance))
        if lanes.style.is_small:
            parts = model.parts(view.origin_ns, view.end_ns, view.ns_per_px, scene.rows)
            lines = self._lines_of(scene)
            paint_cells(painter, inks, values(parts, model.rows, scene.rows, lines, view), lines)
            return
        margin_ns = round(MARGIN_PX * inks.dpr) * view.ns_per_px
        ticks = model.window(view.origin_ns - margin_ns, view.end_ns + margin_ns, view.ns_per_px, scene.rows)
        self._threads(ground, beside, view, scene, inks)
        bar_painter = BarPainter(painter, inks, lanes, view.first_column)
        if len(ticks):  # of a strip of a pixel most often not: that is what a timeline at rest is made of
            self._ticks(bar_painter, beside, ticks, view, scene, inks)
        else:
            self._plain = bool(self._plain)
        self._ends(painter, bar_painter, inks, view, scene)

    def _threads(self, ground: Ground, beside: MarkPainter, view: Viewport, scene: Scene, inks: Inks) -> None:
        """The threads that reach from edge to edge, and all of rows in which a run or a pause begins or ends."""
        # What tells of runs before reaches no farther than the begin of this one.
        before_ns = view.origin_ns - inks.px(_END_PX) * view.ns_per_px
        life = self._sheets.life(scene.rows)
        is_through = life.since_ns < before_ns
        ground.threads(np.flatnonzero(is_through) + scene.rows.start)
        if is_through.all():
            return
        solid, runs = (
            Stretches(*(column[~is_through[known.row - scene.rows.start]] for column in known))
            for known in (life.solid, life.runs)
        )
        ground.thread(solid)
        beside.starts(runs)
        for row in life.pausing:
            beside.pauses(row, self._model.pauses(row))

    def _ticks(
        self, bar_painter: BarPainter, beside: MarkPainter, ticks: Ticks, view: Viewport, scene: Scene, inks: Inks
    ) -> None:
        """Bars and their marks; those of ticks that were tried again hold their attempts."""
        model = self._model
        bars = lay_out(ticks, model.rows, scene.rows, view, inks.dpr, plain=self._plain)
        self._plain = bars.plain
        bar_painter.blocks(bars)
        tried, attempts = tried_bars(model, ticks, bars.bars, inks.px(ATTEMPTS_FROM_PX))
        if len(attempts):
            laid = lay_out(attempts, model.rows, scene.rows, view, inks.dpr, plain=False)
            beside.pale(bars.bars.of(tried))
            bar_painter.blocks(laid)
            beside.waits(waits(attempts, model.rows, scene.rows, view, inks.px(WAIT_FROM_PX)))
            self._note_labels(laid.bars, attempts, view, inks)
        bar_painter.marks(bars)
        self._note_labels(bars.bars.of(~tried), ticks, view, inks)

    def _lines_of(self, scene: Scene) -> Lines:
        """Of the rows that show, computed once."""
        if self._lines is None or self._lines[0] != scene:
            self._lines = scene, lines_of(scene.lanes, scene.rows, scene.height)
        return self._lines[1]

    def _ends(self, painter: QPainter, bars: BarPainter, inks: Inks, view: Viewport, scene: Scene) -> None:
        """How runs ended."""
        from_ns = view.origin_ns - inks.px(_END_WORDS_PX) * view.ns_per_px
        until_ns = view.end_ns + inks.px(MARGIN_PX + 1) * view.ns_per_px
        life = self._sheets.life(scene.rows)
        for place in np.flatnonzero((life.ended_ns >= from_ns) & (life.ended_ns <= until_ns)).tolist():
            row, run, later_ns = life.ended[place]
            x, room = view.near(int(life.ended_ns[place])), None if later_ns == NEVER else view.x(later_ns)
            if x > view.width + inks.px(MARGIN_PX) or (room is not None and x + inks.px(_END_PX) > room):
                continue  # where runs are no wider than the mark, it would cover them
            begin = bars.end_of_run(row, x)
            self._end_words(painter, inks, scene.lanes, row, begin, room, end_words(run))

    @staticmethod
    def _end_words(
        painter: QPainter, inks: Inks, lanes: LaneGrid, row: int, begin: int, room: int | None, words: str
    ) -> None:
        wide = inks.metrics[400].horizontalAdvance(words) * inks.dpr
        if wide > inks.px(_END_WORDS_PX - _END_PX) or (room is not None and begin + wide >= room):
            return
        top, bottom = lanes.top(row), lanes.bottom(row)
        painter.save()
        painter.scale(inks.dpr, inks.dpr)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(inks.fonts[400])
        painter.setPen(inks.text2)
        rect = QRectF(begin / inks.dpr, top / inks.dpr, _END_WORDS_PX, (bottom - top) / inks.dpr)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, flags, words)
        painter.restore()

    def _note_labels(self, bars: Shapes, ticks: Ticks, view: Viewport, inks: Inks) -> None:
        """A bar that reaches beyond this stretch is told of with its next one again.

        One beside it isn't told of: of that so little is laid out that it seems to have no room for its attempts.
        """
        took_ns = ticks.end[bars.tick] - ticks.start[bars.tick]
        is_seen = (bars.right > 0) & (bars.left < view.width)
        wide = bars.of(is_seen & (took_ns >= LABEL_FROM_PX * inks.dpr * view.ns_per_px))
        columns = (wide.row, wide.code, ticks.start[wide.tick], ticks.end[wide.tick])
        for row, code, start_ns, end_ns in zip(*(column.tolist() for column in columns), strict=True):
            self.labels[row, start_ns] = BarLabel(row, start_ns, end_ns, code, duration_words(end_ns - start_ns))
