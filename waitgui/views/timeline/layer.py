"""Layer: a picture of absolute columns that is kept, so that panning paints only the columns that came into sight.

The image is a ring in x: a column stands where it is painted first, and a later one takes the place of one that went
out of sight. Panning moves nothing, and what changed is painted again in its place. Whoever paints must give a column
the same pixels wherever the view stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from waitgui.views.timeline.pixels import is_vector
from waitgui.views.timeline.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

_MOST_STALE = 0.7
"""The share of columns above which all are painted: once is cheaper than many stretches."""


class Layer:
    """Counts in device pixels. `paint` paints what a viewport shows, from x = 0; `begin` comes before all of it."""

    def __init__(self, paint: Callable[[QPainter, Viewport], None], begin: Callable[[], None]) -> None:
        self._paint = paint
        self._begin = begin
        self._image = QImage()
        self._key: Hashable = None
        self._base = 0
        """The column at x = 0, or one that stood there."""
        self._valid = range(0)
        self.columns_painted = 0
        """By the latest `draw`."""

    def draw(self, painter: QPainter, view: Viewport, height: int, key: Hashable, stale: Iterable[range] = ()) -> None:
        """Bring the image up to date and put it on the painter; on one of shapes, paint it all there.

        All of it is painted anew if `key`, the size or the zoom is another than before; else what is `stale` (absolute
        columns) and what was out of sight.
        """
        wanted = range(view.first_column, view.first_column + view.width)
        parts = self._parts(view, height, key, wanted, stale)
        self._valid = wanted
        self.columns_painted = sum(map(len, parts))
        if self.columns_painted == len(wanted):
            self._base = wanted.start
            self._begin()
        if parts:
            with QPainter(self._image) as onto:
                for part in parts:
                    self._paint_columns(onto, part, view.ns_per_px)
        if is_vector(painter):
            self._paint(painter, view)
        else:
            self._show(painter, wanted)

    def _parts(
        self, view: Viewport, height: int, key: Hashable, wanted: range, stale: Iterable[range]
    ) -> Sequence[range]:
        """The columns to paint, each once, in order."""
        size = (view.width, height)
        key = (key, view.ns_per_px)
        if key != self._key or (self._image.width(), self._image.height()) != size:
            self._key = key
            if (self._image.width(), self._image.height()) != size:
                self._image = QImage(*size, QImage.Format.Format_RGB32)
            return [wanted]
        known = _shared(self._valid, wanted)
        if not known:
            return [wanted]
        missing = [range(wanted.start, known.start), range(known.stop, wanted.stop)]
        parts = list(_joined([*missing, *(_shared(part, wanted) for part in stale)]))
        return [wanted] if sum(map(len, parts)) > _MOST_STALE * len(wanted) else parts

    def _paint_columns(self, painter: QPainter, columns: range, ns_per_px: int) -> None:
        width = self._image.width()
        at = columns.start
        while at < columns.stop:
            x = (at - self._base) % width
            until = min(columns.stop, at - x + width)
            painter.save()
            painter.setClipRect(QRect(x, 0, until - at, self._image.height()))
            painter.translate(x, 0)
            self._paint(painter, Viewport(at * ns_per_px, ns_per_px, until - at))
            painter.restore()
            at = until

    def _show(self, painter: QPainter, wanted: range) -> None:
        width, height = self._image.width(), self._image.height()
        if not width:
            return
        x = (wanted.start - self._base) % width
        painter.drawImage(QRect(0, 0, width - x, height), self._image, QRect(x, 0, width - x, height))
        if x:
            painter.drawImage(QRect(width - x, 0, x, height), self._image, QRect(0, 0, x, height))


def _shared(one: range, other: range) -> range:
    start = max(one.start, other.start)
    return range(start, max(start, min(one.stop, other.stop)))


def _joined(parts: Iterable[range]) -> Iterator[range]:
    """The same columns, each once."""
    last = range(0)
    for part in sorted(filter(len, parts), key=lambda part: part.start):
        if last and part.start <= last.stop:
            last = range(last.start, max(last.stop, part.stop))
        else:
            if last:
                yield last
            last = part
    if last:
        yield last
