"""What lies over the picture: the selected range, the band that is about to be zoomed to, the place under the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from waitgui.tasks.words import duration_words
from waitgui.views.timeline.inks import line_px

if TYPE_CHECKING:
    from waitgui.views.timeline.camera import Camera
    from waitgui.views.timeline.pixels import DevicePainter
    from waitgui.views.timeline.viewport import Viewport
    from waitgui.views.tokens import Tokens

_TINT, _BAND_TINT = 0.1, 0.14
_HANDLE_WIDTH, _HANDLE_HEIGHT = 5, 14
_TOP, _HEIGHT, _PADDING, _RADIUS = 8, 18, 8, 4
_MARKER = 8


class RangeSign(NamedTuple):
    """The range on the axis, in logical pixels: its edges where they show, and where the words stand."""

    left: float
    right: float
    words: str
    place: QRectF

    @property
    def taken(self) -> tuple[float, float]:
        """What of the axis is covered."""
        half = _HANDLE_WIDTH / 2
        return min(self.left - half, self.place.left()), max(self.right + half, self.place.right())


def paint_over(
    device: DevicePainter, camera: Camera, tokens: Tokens, size: tuple[int, int], marker: tuple[int, int] | None
) -> None:
    """Paint on the canvas; `marker` is the device pixel that the mouse points at."""
    painter, view = device.painter, camera.view
    thick = round(line_px(2, device.dpr))
    if camera.band is not None:
        left, right = _edges(view, camera.band)
        painter.fillRect(left, 0, right - left, size[1], _clear(tokens.accent, _BAND_TINT))
        for x in (left, right):
            painter.fillRect(x, 0, max(1, round(device.dpr)), size[1], QColor(tokens.accent))
    if camera.selection is not None:
        left, right = _edges(view, camera.selection)
        painter.fillRect(left, 0, right - left, size[1], _clear(tokens.accent, _TINT))
        for x in (left, right):
            painter.fillRect(x - thick // 2, 0, thick, size[1], QColor(tokens.accent))
    if marker is not None:
        side, line = round(_MARKER * device.dpr), line_px(2, device.dpr)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.text), line))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(
            QRectF(marker[0] - side / 2, marker[1] - side / 2, side, side), 2 * device.dpr, 2 * device.dpr
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def range_sign(camera: Camera, font: QFont, width: int, dpr: float) -> RangeSign | None:
    """The sign of the band or of the selected range; None if no part of it shows on `width` logical pixels."""
    chosen = camera.band or camera.selection
    if chosen is None:
        return None
    left, right = (x / dpr for x in _edges(camera.view, chosen))
    if right < 0 or left > width:
        return None
    words = duration_words(chosen[1] - chosen[0])
    wide = QFontMetricsF(font).horizontalAdvance(words) + 2 * _PADDING
    shown_left, shown_right = max(left, 0), min(right, width)
    if shown_right - shown_left >= wide:
        place = QRectF(shown_left, _TOP, shown_right - shown_left, _HEIGHT)
    else:  # beside it, where there is room
        begin = shown_right + _HANDLE_WIDTH if shown_right + _HANDLE_WIDTH + wide <= width else shown_left - wide
        place = QRectF(max(begin, 0), _TOP, wide, _HEIGHT)
    return RangeSign(left, right, words, place)


def paint_sign(painter: QPainter, sign: RangeSign, tokens: Tokens, font: QFont) -> None:
    """Paint it on the axis, in logical pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_ground))
    painter.drawRoundedRect(QRectF(sign.left, _TOP, sign.right - sign.left, _HEIGHT), _RADIUS, _RADIUS)
    painter.drawRoundedRect(sign.place, _RADIUS, _RADIUS)
    painter.setBrush(QColor(tokens.accent))
    top = _TOP + (_HEIGHT - _HANDLE_HEIGHT) / 2
    for x in (sign.left, sign.right):
        painter.drawRoundedRect(QRectF(x - _HANDLE_WIDTH / 2, top, _HANDLE_WIDTH, _HANDLE_HEIGHT), 2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setFont(font)
    painter.setPen(QColor(tokens.accent))
    painter.drawText(sign.place, Qt.AlignmentFlag.AlignCenter, sign.words)


def axis_tip() -> str:
    """What can be done on the axis."""
    return QCoreApplication.translate(
        "timeline", "Drag to zoom to a span of time. Shift+drag selects a range. Double-click shows all."
    )


def _edges(view: Viewport, span: tuple[int, int]) -> tuple[int, int]:
    return view.near(span[0]), view.near(span[1])


def _clear(colour: str, alpha: float) -> QColor:
    ink = QColor(colour)
    ink.setAlphaF(alpha)
    return ink
