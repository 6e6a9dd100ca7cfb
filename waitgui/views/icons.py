"""The program's own icons: SVG on a 16 grid, drawn in `currentColor`, given the colour that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

_RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_DISABLED_OPACITY = 0.4


class Icons:
    """The icons under `resources / "icons"`. For the GUI thread; what was drawn once is kept."""

    def __init__(self, resources: Path) -> None:
        self._folder = resources / "icons"
        self._sources: dict[str, str] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def names(self) -> list[str]:
        """Every icon there is, sorted."""
        return sorted(path.stem for path in self._folder.glob("*.svg"))

    def svg(self, name: str, colour: str) -> bytes:
        """The drawing in a colour. Raises `FileNotFoundError` for a name that there isn't."""
        source = self._sources.get(name)
        if source is None:
            source = self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return source.replace("currentColor", colour).encode()

    def icon(self, name: str, colour: str, size: int = 16) -> QIcon:
        """The icon at `size` logical pixels, drawn for every usual device pixel ratio; disabled it is paler."""
        key = (name, colour, size)
        icon = self._icons.get(key)
        if icon is None:
            icon = self._icons[key] = QIcon()
            for ratio in _RATIOS:
                pixmap = self.pixmap(name, colour, size, ratio)
                icon.addPixmap(pixmap, QIcon.Mode.Normal)
                icon.addPixmap(pixmap, QIcon.Mode.Selected)  # Qt would tint it in a selected row
                icon.addPixmap(_faded(pixmap), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, colour: str, size: int = 16, dpr: float = 1.0) -> QPixmap:
        """The icon at `size` logical pixels, sharp at the device pixel ratio `dpr`."""
        key = (name, colour, size, dpr)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._draw(name, colour, size, dpr)
        return pixmap

    def _draw(self, name: str, colour: str, size: int, dpr: float) -> QPixmap:
        drawing = QSvgRenderer(QByteArray(self.svg(name, colour)))
        pixels = round(size * dpr)
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(dpr)
        return pixmap


def _faded(pixmap: QPixmap) -> QPixmap:
    faded = QPixmap(pixmap.size())
    faded.setDevicePixelRatio(pixmap.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faded)
    painter.setOpacity(_DISABLED_OPACITY)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return faded
