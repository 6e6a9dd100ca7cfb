"""The application's icon in every size that a desktop asks for: `python packaging/app_icons.py FOLDER`.

FOLDER/hicolor as the icon theme specification has it; waitgui.ico for Windows; waitgui.iconset for macOS's iconutil.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from steps import DESKTOP

SIZES_PX = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
ICO_PX = (16, 24, 32, 48, 64, 256)
ICONSET_PX = (16, 32, 128, 256, 512)


def picture(drawing: QSvgRenderer, size_px: int) -> bytes:
    """The drawing as PNG."""
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An icon file of Windows: a directory of 16 bytes a picture, then the pictures, PNG since Vista."""
    at = 6 + 16 * len(pictures)
    directory, data = b"", b""
    for size_px, png in pictures.items():
        directory += struct.pack("<BBBBHHII", size_px % 256, size_px % 256, 0, 0, 1, 32, len(png), at + len(data))
        data += png
    return struct.pack("<HHH", 0, 1, len(pictures)) + directory + data


def main() -> None:
    """Draw all of them."""
    folder = Path(sys.argv[1])
    app = QGuiApplication([])
    drawing = QSvgRenderer(str(DESKTOP / "waitgui.svg"))
    for size_px in SIZES_PX:
        file = folder / "hicolor" / f"{size_px}x{size_px}" / "apps" / "waitgui.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture(drawing, size_px))
    scalable = folder / "hicolor" / "scalable" / "apps" / "waitgui.svg"
    scalable.parent.mkdir(parents=True)
    scalable.write_bytes((DESKTOP / "waitgui.svg").read_bytes())
    (folder / "waitgui.ico").write_bytes(ico({size_px: picture(drawing, size_px) for size_px in ICO_PX}))
    iconset = folder / "waitgui.iconset"
    iconset.mkdir()
    for size_px in ICONSET_PX:
        (iconset / f"icon_{size_px}x{size_px}.png").write_bytes(picture(drawing, size_px))
        (iconset / f"icon_{size_px}x{size_px}@2x.png").write_bytes(picture(drawing, 2 * size_px))
    app.quit()


if __name__ == "__main__":
    main()
