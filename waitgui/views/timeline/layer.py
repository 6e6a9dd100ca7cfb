"""Layer: a picture of absolute columns that is kept, so that panning paints only the columns that came into sight.

The image is a ring in x: a column stands where it is painted first, and a later one takes the place of one that went
out of sight. Panning moves nothing, and what changed is painted again in its place. Whoever paints must give a column
the same pixels wherever the view stands.

A stretch of few columns costs nearly as much as one of many: where the view moves on, some are painted ahead of it.
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
_AHEAD_PX = 64
"""So many are painted with those that came into sight."""
_NONE = range(0)


class Layer:
    """Counts in device pixels. `paint` paints what a viewport shows, from x = 0; `begin` comes before all of it."""

    def __init__(self, paint: Callable[[QPainter, Viewport], None], begin: Callable[[], None]) -> None:
        self._paint = paint
        self._begin = begin
        self._image = QImage()
        self._key: Hashable = None
        self._base = 0
        """The column at x = 0, or one that stood there."""
        self.columns = _NONE
        """Those that are kept; all that are in sight are among them."""

    def draw(self, painter: QPainter, view: Viewport, height: int, key: Hashable, stale: Iterable[range] = ()) -> None:
        """Bring the image up to date and put it on the painter; on one of shapes, paint it all there.

        All of it is painted anew if `key`, the size or the zoom is another than before; else what is `stale` (absolute
        columns) and what was out of sight.
        """
        wanted = range(view.first_column, view.first_column + view.width)
        parts = self._parts(view, height, key, wanted, stale)
        if parts == [wanted]:
            self.columns, self._base = wanted, wanted.start
            self._begin()
        if parts:
            with QPainter(self._image) as onto:
                for part in parts:
                    self._paint_columns(onto, part, view.ns_per_px)
        if is_vector(painter):
            self._paint(painter, view)
        else:
            self._show(painter, wanted, height)

    def _parts(
        self, view: Viewport, height: int, key: Hashable, wanted: range, stale: Iterable[range]
    ) -> Sequence[range]:
        """The columns to paint, each once, in order: all that are wanted, or what is missing of those to be kept."""
        size = (view.width + 2 * _AHEAD_PX, height)
        key = (key, view.ns_per_px)
        if key != self._key or (self._image.width(), self._image.height()) != size:
            self._key = key
            if (self._image.width(), self._image.height()) != size:
                self._image = QImage(*size, QImage.Format.Format_RGB32)
            return [wanted]
        known = self.columns
        if not _shared(known, wanted):
            return [wanted]
        start, stop = known.start, known.stop
        if wanted.start < start:
            start = wanted.start - _AHEAD_PX
            stop = min(stop, start + size[0])
        elif wanted.stop > stop:
            stop = wanted.stop + _AHEAD_PX
            start = max(start, stop - size[0])
        kept = range(start, stop)
        missing = [range(start, known.start), range(known.stop, stop)]
        parts = list(_joined([*missing, *(_shared(part, kept) for part in stale)]))
        if sum(map(len, parts)) > _MOST_STALE * len(wanted):
            return [wanted]
        self.columns = kept
        return parts

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

    def _show(self, painter: QPainter, wanted: range, height: int) -> None:
        if not wanted:
            return
        x = (wanted.start - self._base) % self._image.width()
        before_wrap = min(self._image.width() - x, len(wanted))
        painter.drawImage(QRect(0, 0, before_wrap, height), self._image, QRect(x, 0, before_wrap, height))
        rest = len(wanted) - before_wrap
        if rest:
            painter.drawImage(QRect(before_wrap, 0, rest, height), self._image, QRect(0, 0, rest, height))


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
