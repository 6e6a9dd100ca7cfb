"""What the scripts share that take pictures of the program: where they go, in which language, and small PNG files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from waitgui.paths import resources
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE / "guide" / "examples"
COLOURS = 256


def folder_of(language: str) -> Path:
    """Where the pictures of a language are."""
    return HERE / "screenshots" / ("" if language == "en" else language)


def application() -> tuple[QApplication, Theme]:
    """The application in its light theme, without a display unless QT_QPA_PLATFORM says otherwise."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["waitgui"])
    app.setQuitOnLastWindowClosed(False)
    theme = Theme(Icons(resources()), "light", app)
    theme.apply(app)
    return app, theme


def grab(widget: QWidget, path: Path) -> None:
    """Save what a widget shows, with the colours that are most frequent in it: a third of the size.

    Others are few pixels at the edges of letters, and become the colour that is next to them.
    """
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    found, places, counts = np.unique(pixels[:, : image.width()], return_inverse=True, return_counts=True)
    kept = found[np.argsort(counts, kind="stable")[::-1][:COLOURS]]
    indexed = _nearest(found, kept)[places].reshape(image.height(), image.width())
    padded = np.zeros((image.height(), -(-image.width() // 4) * 4), np.uint8)
    padded[:, : image.width()] = indexed
    small = QImage(padded.tobytes(), image.width(), image.height(), padded.shape[1], QImage.Format.Format_Indexed8)
    small.setColorTable([int(colour) for colour in kept])
    path.parent.mkdir(parents=True, exist_ok=True)
    if not small.save(str(path), "PNG", 0):  # type: ignore[call-overload] # 0: as small as can be
        raise OSError(f"{path} can't be written")
    print(path.name, f"{path.stat().st_size / 1024:.0f} KiB", flush=True)


def _nearest(colours: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """For each colour the number of the one among those kept that is least different."""

    def parts(packed: np.ndarray) -> np.ndarray:
        return np.stack([packed >> shift & 255 for shift in (16, 8, 0)], axis=-1).astype(np.int32)

    differences = ((parts(colours)[:, None] - parts(kept)[None]) ** 2).sum(axis=-1)
    return differences.argmin(axis=1).astype(np.uint8)
