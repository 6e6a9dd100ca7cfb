"""The timeline as it is seen, as an image and as SVG: by the same painting, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QScrollBar, QWidget

if TYPE_CHECKING:
    from waitgui.views.timeline.timeline_view import TimelineView

_DPI = 96
"""A pixel of the view is one of CSS."""


def picture_image(view: TimelineView) -> QImage:
    """What is seen, with the pixel ratio of the screen."""
    dpr = view.devicePixelRatioF()
    image = QImage(view.size() * dpr, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(view.palette().base().color())
    with QPainter(image) as painter:
        _paint(view, painter)
    return image


def picture_svg(view: TimelineView, title: str, description: str) -> bytes:
    """What is seen, as a document: texts are texts, bars are shapes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    svg = QSvgGenerator()
    svg.setOutputDevice(buffer)
    svg.setSize(view.size())
    svg.setViewBox(QRect(QPoint(), view.size()))
    svg.setResolution(_DPI)
    svg.setTitle(title)
    svg.setDescription(description)
    with QPainter(svg) as painter:
        painter.fillRect(view.rect(), view.palette().base())
        _paint(view, painter)
    return bytes(buffer.data().data())


def _paint(view: TimelineView, painter: QPainter) -> None:
    """Every part in its place. What stands at the left comes last: not every reader of SVG minds clips."""
    found = view.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    parts = [part for part in found if part.isVisibleTo(view) and not isinstance(part, QScrollBar)]
    for part in sorted(parts, key=lambda part: -part.x()):
        painter.save()
        painter.translate(part.pos())
        painter.setClipRect(part.rect())
        part.render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
        painter.restore()
