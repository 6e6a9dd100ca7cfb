"""The canvas's picture, in the order of its layers: ground, threads, plan, bars, marks, selection ring, now-line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from waitgui.models.sheets import Sheets
from waitgui.tasks.words import duration_words
from waitgui.views.timeline.axis import marks, step_for
from waitgui.views.timeline.bars import FAILED, LEAST_PX, MARGIN_PX, TALL
from waitgui.views.timeline.finished import Finished, Scene
from waitgui.views.timeline.layer import Layer
from waitgui.views.timeline.marks import WAIT_FROM_PX, WAITS_BESIDE_PX, next_wait, paused_words, waits
from waitgui.views.timeline.paint_bars import LABEL_FROM_PX, BarPainter
from waitgui.views.timeline.paint_marks import MarkPainter
from waitgui.views.timeline.paint_plans import PlanPainter
from waitgui.views.timeline.paint_tried import TriedTick, paint_tried
from waitgui.views.timeline.pixels import DevicePainter, keep_freed_memory
from waitgui.views.timeline.plan_cells import SmallPlans
from waitgui.views.timeline.words import beyond_words, planned_end_words, whole_seconds
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import tzinfo

    from PySide6.QtWidgets import QWidget

    from waitgui.models.sheets import PlanSheet
    from waitgui.models.timeline import PlannedEnd, TimelineModel
    from waitgui.views.timeline.axis import Mark
    from waitgui.views.timeline.camera import Camera
    from waitgui.views.timeline.finished import BarLabel
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.viewport import Viewport

LABEL_PX = 72
"""Room of an axis label in logical pixels, and between two."""
_CROSS_ROOM_PX = 10
_GROUP_LINE_PX = 2
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_AT_LEFT, _AT_RIGHT = (
    (side | _LINE).value for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)  # numbers: to put flags together takes as long as to write a word
_END_PX = 16
_BEYOND_RIGHT_PX = 12
"""Room of the mark at the end of a run."""


def now_line_left(now: int, thick: float) -> float:
    """Where a line so thick begins that stands in the middle of the pixel `now`; a whole pixel if it is so thick."""
    return now - (thick - 1) / 2 if thick % 1 else now - thick // 2


class Picture:
    """What a canvas shows. It keeps what is finished as a `Layer`, and paints over it what moves."""

    def __init__(self, model: TimelineModel, camera: Camera, tz: tzinfo | None) -> None:
        keep_freed_memory()
        self._model = model
        self._camera = camera
        self._tz = tz
        self._sheets = Sheets(model)
        self._finished = Finished(model, self._sheets)
        self._small_plans = SmallPlans(model)
        self._layer = Layer(self._paint_columns, self._finished.begin)
        self._version = 0
        self._now_column = 0
        self._scene: Scene
        self._inks: Inks
        self._marks: Sequence[Mark] = ()

    def paint(self, widget: QWidget, inks: Inks, *, ring: bool) -> None:
        """Paint it all on the widget; `ring` shows the focus."""
        with DevicePainter(widget) as device:
            self._prepare(device.size(widget), widget.height(), inks)
            view, height = self._camera.view, self._scene.height
            self._layer.draw(device.painter, view, height, self._key(), self._stale())
            self._finished.forget_labels(self._layer.columns, view.ns_per_px)
            parts = (self._scene, inks, self._finished.labels, self._tz, self._small_plans, self._sheets)
            _Moving(device, self._model, self._camera, *parts).paint(focused=ring)

    def _prepare(self, size: tuple[int, int], height: int, inks: Inks) -> None:
        model, camera = self._model, self._camera
        rows = camera.lanes.shown(height)
        self._scene = Scene(camera.lanes, rows, camera.selected_rows(model.row_of) & frozenset(rows), size[1])
        self._inks = inks

    def _key(self) -> Hashable:
        """What all columns depend on."""
        return self._scene, self._inks, self._model.anchor, self._model.lanes

    def _stale(self) -> list[range]:
        """The columns that changed since they were painted."""
        view, changes = self._camera.view, self._model.changes
        beside = round(MARGIN_PX * self._inks.dpr)
        stale = [
            range(span.from_ns // view.ns_per_px - beside, span.to_ns // view.ns_per_px + beside + 1)
            for span in changes.since(self._version)
        ]
        self._version = changes.version
        now_column = self._camera.now_ns // view.ns_per_px
        if now_column != self._now_column:
            stale.append(range(min(self._now_column, now_column), max(self._now_column, now_column) + 1))
            self._now_column = now_column
        return stale

    def _paint_columns(self, painter: QPainter, view: Viewport) -> None:
        offset_ns = self._model.wall_ns(0)
        step = step_for(view.ns_per_px, LABEL_PX * self._inks.dpr)
        found = marks(view.origin_ns + offset_ns, view.end_ns + offset_ns, step, self._tz)
        self._finished.paint(painter, view, self._scene, self._inks, found, self._camera.now_ns)


class _Moving:
    """What is painted each frame: plan, ticks under way, words, ring and now-line."""

    def __init__(
        self,
        device: DevicePainter,
        model: TimelineModel,
        camera: Camera,
        scene: Scene,
        inks: Inks,
        labels: dict[tuple[int, int], BarLabel],
        tz: tzinfo | None,
        small_plans: SmallPlans,
        sheets: Sheets,
    ) -> None:
        self._small_plans = small_plans
        self._sheets = sheets
        self._device = device
        self._painter = device.painter
        self._model = model
        self._camera = camera
        self._view = camera.view
        self._lanes = scene.lanes
        self._rows = scene.rows
        self._size = (camera.view.width, scene.height)
        self._now = self._view.near(camera.now_ns)
        self._inks = inks
        self._labels = labels
        self._tz = tz
        self._selected = scene.selected
        self._bars = BarPainter(self._painter, self._inks, self._lanes, self._view.first_column)
        self._marks = MarkPainter(self._painter, self._inks, self._view, self._lanes)
        self._texts: list[tuple[QRectF, int, str, QColor, int]] = []
        self._beyond_from: dict[int, int] = {}
        """Where the words begin that say when a tick beyond the right edge is due, by row."""

    def paint(self, *, focused: bool) -> None:
        lanes, rows = self._lanes, self._rows
        if lanes.style.is_small:
            self._small_plans.draw(self._painter, self._view, lanes, rows, self._inks, self._camera.now_ns)
            self._running_cells()
        else:
            sheet, life = self._sheets.plan(rows), self._sheets.life(rows)
            plans = PlanPainter(self._painter, self._inks, self._view, lanes, self._view.width, self._now)
            plans.paint(self._model, sheet, rows)
            self._label_bars()
            self._running()
            self._beyond(sheet)
            for row, end in sheet.ends:
                self._planned_end(row, end)
            self._texts_out()
            self._waits(life.waiting)
            self._paused(life.paused)
        self._ring()
        self._now_line()
        if focused:
            self._focus()

    def _beyond(self, sheet: PlanSheet) -> None:
        """When the next ticks are due that the picture doesn't reach."""
        view, now_ns = self._view, self._camera.now_ns
        if not self._now < view.width:
            return
        beyond = np.flatnonzero((sheet.place == 0) & (sheet.earliest >= view.end_ns))
        columns = (sheet.row[beyond], sheet.earliest[beyond] - now_ns, sheet.latest[beyond] - now_ns)
        said: dict[tuple[int, int], str] = {}
        for row, *in_ns in zip(*(column.tolist() for column in columns), strict=True):
            if self._model.state(row).ticking is None:
                in_s = (-(-in_ns[0] // NS_PER_S), -(-in_ns[1] // NS_PER_S))  # most say the same
                words = said[in_s] = said.get(in_s) or f"{beyond_words(*in_ns)} ›"
                rect = self._lane_rect(row, 0, view.width).adjusted(0, 0, -_BEYOND_RIGHT_PX, 0)
                self._texts.append((rect, _AT_RIGHT, words, self._inks.text2, 400))
                self._beyond_from[row] = view.width - self._inks.px(self._inks.width(words, 400) + _BEYOND_RIGHT_PX)

    def _waits(self, rows: Sequence[int]) -> None:
        """Of lanes whose ticks are tries the waits between them, and the one under way."""
        model, view = self._model, self._view
        if not rows:
            return
        beside_ns = self._inks.px(WAITS_BESIDE_PX) * view.ns_per_px
        ticks = model.window(view.origin_ns - beside_ns, view.end_ns + beside_ns, view.ns_per_px)
        found = waits(ticks, model.rows, rows, view, self._inks.px(WAIT_FROM_PX))
        for row in rows:
            wait = next_wait(model, row, view)
            if wait is not None:  # as far as nothing is written
                found.append(wait._replace(right=min(wait.right, self._beyond_from.get(row, wait.right))))
        self._marks.waits(found, thread=(self._selected, self._now))

    def _paused(self, paused: Iterable[tuple[int, int]]) -> None:
        """Since when tasks are paused."""
        model, now_ns = self._model, self._camera.now_ns
        for row, since_ns in paused:
            if since_ns <= now_ns:
                words = paused_words(model.wall_ns(since_ns), model.wall_ns(now_ns), self._tz)
                self._marks.paused(row, self._now, words)

    def _label_bars(self) -> None:
        view, lanes, colours = self._view, self._model.lanes, self._inks.labels
        first, ns_per_px = view.first_column, view.ns_per_px
        for label in self._labels.values():
            if label.end_ns < view.origin_ns or label.start_ns > view.end_ns:
                continue
            colour = colours[label.code]
            if colour is not None and not lanes[label.row].tasks:
                left, right = label.start_ns // ns_per_px - first, label.end_ns // ns_per_px - first
                shift = _CROSS_ROOM_PX if label.code == FAILED else 0
                self._label(label.row, left, right, label.words, colour, shift=shift)

    def _label(self, row: int, left: int, right: int, words: str, colour: QColor, shift: int = 0) -> None:
        """In the part of a bar that shows."""
        left, right = max(left, 0), min(right, self._view.width)
        if self._inks.width(words, 600) <= (right - left) / self._device.dpr - 12 - shift:
            rect = self._lane_rect(row, left, right).adjusted(8 + shift, 0, -4, 0)
            self._texts.append((rect, _AT_LEFT, words, colour, 600))

    def _running(self) -> None:
        tried = []
        for row, ticking in self._model.running():
            if row not in self._rows:
                continue
            left = self._view.near(ticking.start_ns)
            if left > self._view.width or self._now < 0:
                continue
            if self._model.lanes[row].tasks:
                self._running_in_group(row, left)
                continue
            attempts = self._model.tried(ticking.task)
            if attempts:
                tried.append(TriedTick(row, ticking, attempts))
                continue
            self._bars.running(row, left, self._now)
            self._label_running(row, ticking.start_ns)
        if tried:
            self._tried(tried)

    def _tried(self, found: list[TriedTick]) -> None:
        """Ticks under way that are being tried again."""
        painters = (self._bars, self._marks)
        for row, left, right, code, words in paint_tried(
            self._model, found, self._view, self._inks, painters, self._now
        ):
            colour = self._inks.labels[code]
            if colour is not None:
                self._label(row, left, right, words, colour, shift=_CROSS_ROOM_PX)
        for row, _, attempts in found:
            self._label_running(row, attempts[-1].next_ns)

    def _label_running(self, row: int, since_ns: int) -> None:
        """How long that has been running, where there is room."""
        left = self._view.near(since_ns)
        if min(self._now, self._view.width) - max(left, 0) >= LABEL_FROM_PX * self._device.dpr:
            elapsed_ns = self._camera.now_ns - since_ns
            words = whole_seconds(elapsed_ns) if elapsed_ns >= 10 * NS_PER_S else duration_words(elapsed_ns)
            self._label(row, left, self._now - round(20 * self._device.dpr), words, self._inks.on_accent)

    def _running_in_group(self, row: int, left: int) -> None:
        """A line under the bars: a bar would hide what other tasks of the group did meanwhile."""
        thick = self._inks.px(_GROUP_LINE_PX)
        top = self._lanes.bottom(row) - self._inks.px(1) - thick
        left = max(left, 0)
        self._painter.fillRect(left, top, max(self._now - left, self._inks.px(1)), thick, self._inks.accent)

    def _running_cells(self) -> None:
        """The ticks under way in lanes that are too low for bars."""
        rects = []
        for row, ticking in self._model.running():
            left = max(self._view.near(ticking.start_ns), 0)
            if row in self._rows and left <= min(self._now, self._view.width):
                top, height = self._lanes.bar(row)
                rects.append(QRect(left, top, max(self._now - left, self._inks.px(1)), height))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._inks.accent)
        self._painter.drawRects(rects)

    def _planned_end(self, row: int, end: PlannedEnd) -> None:
        """How the run will end: words beside the mark, before it where there is no room after it."""
        x = self._view.near(end.at_ns)
        if not self._now <= x <= self._view.width:
            return
        begin, words = self._bars.end_of_run(row, x), planned_end_words(end)
        wide = self._inks.width(words, 400) * self._device.dpr
        if begin + wide < self._view.width:
            rect, side = self._lane_rect(row, begin, self._view.width), _AT_LEFT
        elif self._now < x - wide - self._inks.px(2 * _END_PX):
            right, (top, height) = x - self._inks.px(_END_PX // 2), self._lanes.bar(row)
            rect, side = self._lane_rect(row, self._now, right), _AT_RIGHT
            margin = self._inks.px(_END_PX // 4)
            begin = right - round(wide) - margin
            self._painter.fillRect(begin, top, x - begin, height, self._inks.future)  # or ticks would cross the words
        else:
            return
        self._texts.append((rect, side, words, self._inks.text2, 400))

    def _ring(self) -> None:
        ref = self._camera.tick
        row = -1 if ref is None else self._model.row_of(ref.task)
        if ref is None or row not in self._rows:
            return
        ticking = self._model.state(row).ticking
        if ticking is not None and (ticking.run, ticking.n) == (ref.run, ref.n):
            self._bars.ring(row, max(self._view.near(ticking.start_ns), -40), self._now, tall=False)
            return
        found = self._model.find(ref)
        if found is not None:
            left, right = (max(min(self._view.near(at), self._view.width + 40), -40) for at in found[:2])
            self._bars.ring(row, left, max(right, left + self._inks.px(LEAST_PX)), tall=bool(TALL[found[2]]))

    def _now_line(self) -> None:
        if -2 <= self._now <= self._view.width:
            thick = self._inks.line_px(1.5)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._painter.fillRect(QRectF(now_line_left(self._now, thick), 0, thick, self._size[1]), self._inks.accent)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _focus(self) -> None:
        width, height, thick = *self._size, self._inks.px(2)
        for x, y, wide, high in (
            (0, 0, width, thick),
            (0, height - thick, width, thick),
            (0, 0, thick, height),
            (width - thick, 0, thick, height),
        ):
            self._painter.fillRect(x, y, wide, high, self._inks.accent)

    def _lane_rect(self, row: int, left: int, right: int) -> QRectF:
        """The lane between two device pixels, in logical ones."""
        dpr, top, bottom = self._device.dpr, self._lanes.top(row), self._lanes.bottom(row)
        return QRectF(QPointF(left / dpr, top / dpr), QPointF(right / dpr, bottom / dpr))

    def _texts_out(self) -> None:
        with self._device.logical() as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            for rect, flags, words, colour, weight in self._texts:
                painter.setFont(self._inks.fonts[weight])
                painter.setPen(colour)
                painter.drawText(rect, flags, words)
