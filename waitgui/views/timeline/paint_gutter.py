"""What stands in the gutter: a name, a state and what comes next for each lane; headers of groups, or groups alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor

from waitgui.views.labels import visible
from waitgui.views.timeline.gutter_row import BETWEEN, CHEVRON_TO, EDGE, Saying
from waitgui.views.timeline.paint_headers import header_ground, paint_headers
from waitgui.views.timeline.pixels import is_vector
from waitgui.views.timeline.words import count_words, group_words, span_words, tasks_words
from waitgui.views.tokens import mixed

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from PySide6.QtWidgets import QWidget

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera
    from waitgui.views.timeline.gutter_row import RowPainter
    from waitgui.views.timeline.lettering import Lettering
    from waitgui.views.timeline.pixels import DevicePainter

_NAME_X = CHEVRON_TO
_CHEVRON, _CHEVRON_X = 14, 12
_CROSS = 12
_MARKER = 3
_TWO_LINES, _ONE_LINE, _LOW_LINE = 40, 17, 13
"""How high a group of small lanes must be for two lines, one, and one of 11 px."""


def paint_grounds(device: DevicePainter, widget: QWidget, ground: str, line: str) -> None:
    """The ground, and the line that parts the gutter from the canvas."""
    width, height = device.size(widget)
    hair = max(1, round(device.dpr))
    device.painter.fillRect(0, 0, width, height, QColor(ground))
    device.painter.fillRect(width - hair, 0, hair, height, QColor(line))


class GutterPainter:
    """Paints the rows and groups that show, once."""

    def __init__(
        self,
        device: DevicePainter,
        model: TimelineModel,
        camera: Camera,
        theme: Theme,
        letters: Lettering,
        rows: RowPainter,
    ) -> None:
        self._device = device
        self._painter = device.painter
        self._dpr = device.dpr
        self._model = model
        self._camera = camera
        self._lanes = camera.lanes
        self._theme = theme
        self._tokens = theme.tokens
        self._letters = letters
        self._write = partial(letters.line, self._painter)
        self._rows = rows
        self._selected: frozenset[int] = frozenset()
        self._wide = 0  # without the line at the right, in device pixels
        self._width = 0.0  # the same in logical ones

    def paint(self, widget: QWidget, said: Mapping[int, Hashable]) -> None:
        """Fill the widget, of the lanes those with what is `said` in them."""
        paint_grounds(self._device, widget, self._tokens.gutter, self._tokens.line)
        hair = max(1, round(self._dpr))
        width, height = self._device.size(widget)
        self._width = (width - hair) / self._dpr
        self._wide = width - hair
        self._selected = self._camera.selected_rows(self._model.row_of)
        shown = self._lanes.shown(widget.height())
        if self._camera.group is None:
            for row in self._selected & frozenset(shown):
                self._mark(self._lanes.top(row), self._lanes.bottom(row))
        if not self._lanes.style.is_small:
            grid, is_vector_device = QColor(self._tokens.grid), is_vector(self._painter)
            for row, words in said.items():
                if isinstance(words, Saying):
                    self._row(row, words, by_shapes=is_vector_device or row in self._selected)
                    self._painter.fillRect(0, self._lanes.bottom(row) - hair, self._wide, hair, grid)
        paint_headers(self._painter, self._tokens, self._lanes, (self._wide, height))
        self._groups(widget.height())

    def _mark(self, top: int, bottom: int) -> None:
        """What is selected: tinted, a bar in the accent at its left. At least two pixels high, or it isn't seen."""
        bottom, width = max(bottom, top + round(2 * self._dpr)), self._wide
        ground = mixed(self._tokens.gutter, self._tokens.accent, self._tokens.selected_alpha)
        self._painter.fillRect(0, top, width, bottom - top, QColor(ground))
        self._painter.fillRect(0, top, round(_MARKER * self._dpr), bottom - top, QColor(self._tokens.accent))

    def _groups(self, height: int) -> None:
        blocks = self._lanes.blocks_shown(height)
        if not self._lanes.style.is_small and not any(block.is_group for block in self._lanes.blocks):
            return
        failures = np.concatenate(([0], np.cumsum(self._model.failures())))
        for block in blocks:
            rows = self._lanes.rows_of(block)
            failed = int(failures[rows.stop] - failures[rows.start])
            lane = self._model.lanes[rows.start]
            tasks = len(lane.tasks) or len(rows)
            is_group = self._lanes.blocks[block].is_group
            header = self._lanes.header_span(block)
            span = header or self._lanes.block_span(block)
            if lane.tasks:
                hair = max(1, round(self._dpr))
                self._painter.fillRect(
                    0, span[0], self._wide, span[1] - span[0] - hair, QColor(header_ground(self._tokens))
                )
            holds = self._camera.group is None and bool(lane.tasks) and rows.start in self._selected
            if holds or (is_group and lane.group == self._camera.group):
                self._mark(*span)
            with self._device.logical():
                rect = QRectF(0, span[0] / self._dpr, self._width, (span[1] - span[0]) / self._dpr)
                if header or (self._lanes.blocks[block].is_collapsed and not self._lanes.style.is_small):
                    self._header(rect, lane.group, tasks, -1 if header else rows.start, failed)
                elif self._lanes.style.is_small:
                    is_open = not self._lanes.blocks[block].is_collapsed if is_group else None
                    self._group(rect, lane.group if is_group else None, tasks, failed, is_open=is_open)

    def _header(self, rect: QRectF, group: str, tasks: int, row: int, failed: int) -> None:
        """A line: chevron, name, how many tasks; of a collapsed group, which has a `row`, failures or what is next."""
        self._chevron(rect.center().y(), is_open=row < 0)
        right = rect.right() - EDGE
        if row >= 0:
            right -= self._failed(rect, failed) if failed else self._next(rect, row)
        count = count_words(tasks)
        room = QRectF(_NAME_X, rect.y(), right - _NAME_X, rect.height())
        wide = self._letters.width("secondary", 400, count) + BETWEEN
        name = room.adjusted(0, 0, -wide, 0)
        used = self._letters.line(
            self._painter, ("secondary", 600), self._tokens.text2, name, visible(group_words(group))
        )
        self._letters.line(
            self._painter, ("secondary", 400), self._tokens.text3, room.adjusted(used + BETWEEN, 0, 0, 0), count
        )

    def _group(self, rect: QRectF, group: str | None, tasks: int, failed: int, *, is_open: bool | None) -> None:
        """A group of small lanes in the middle of them; None where the lanes are in no group."""
        rect = rect.intersected(QRectF(0, 0, rect.width(), rect.bottom() + 1))
        if rect.height() < _LOW_LINE:
            return
        is_low = rect.height() < _ONE_LINE
        has_second = rect.height() >= _TWO_LINES and group is not None
        middle = rect.center().y() - (9 if has_second else 0)
        line = QRectF(0, middle - 9, rect.width(), 18)
        if is_open is not None:
            self._chevron(middle, is_open=is_open)
        left = EDGE if is_open is None else _NAME_X
        room = line.adjusted(left, 0, -EDGE - self._failed(line, failed), 0)
        name = tasks_words(tasks) if group is None else visible(group_words(group))
        self._write(("hint" if is_low else "text", 600), self._tokens.text, room, name)
        if has_second:
            second = QRectF(left, middle + 8, rect.width() - left - EDGE, 18)
            self._write(("secondary", 400), self._tokens.text3, second, tasks_words(tasks))

    def _failed(self, rect: QRectF, failed: int) -> float:
        """How many failed, at the right; gives the room that it takes."""
        if not failed:
            return 0
        words, colour = count_words(failed), self._tokens.failed
        self._letters.line(
            self._painter, ("secondary", 600), colour, rect.adjusted(0, 0, -EDGE, 0), words, at_right=True
        )
        wide = self._letters.width("secondary", 600, words)
        left = round(rect.right() - EDGE - wide - _CROSS - 4)
        pixmap = self._theme.icons.pixmap("cross", colour, _CROSS, self._dpr)
        self._painter.drawPixmap(QRect(left, round(rect.center().y() - _CROSS / 2), _CROSS, _CROSS), pixmap)
        return wide + _CROSS + 4 + BETWEEN

    def _next(self, rect: QRectF, row: int) -> float:
        """When the next tick of a collapsed group is; gives the room that it takes."""
        plans, now_ns = self._model.plans(row), self._camera.now_ns
        if not plans or not self._lanes.style.has_next:
            return 0
        words = span_words(plans[0].earliest_ns - now_ns, plans[0].latest_ns - now_ns)
        room = rect.adjusted(_NAME_X, 0, -EDGE, 0)
        return self._write(("secondary", 400), self._tokens.text2, room, words, at_right=True) + BETWEEN

    def _chevron(self, middle: float, *, is_open: bool) -> None:
        name = "chevron-down" if is_open else "chevron-right"
        pixmap = self._theme.icons.pixmap(name, self._tokens.text2, _CHEVRON, self._dpr)
        at = QRect(_CHEVRON_X, round(middle - _CHEVRON / 2), _CHEVRON, _CHEVRON)
        self._painter.drawPixmap(at, pixmap)

    def _row(self, row: int, said: Saying, *, by_shapes: bool) -> None:
        top, bottom = self._lanes.top(row), self._lanes.bottom(row)
        lane = self._model.lanes[row]
        is_chosen, size = lane.task == self._camera.task, (self._wide, bottom - top)
        look = self._rows.look(lane, said, is_chosen=is_chosen, style=self._lanes.style, size=size, dpr=self._dpr)
        if by_shapes:
            with self._device.logical() as painter:
                self._rows.paint(painter, look, self._dpr, top / self._dpr)
        else:
            self._rows.draw(self._painter, look, self._dpr, top)
