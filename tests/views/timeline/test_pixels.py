"""Painting on whole device pixels, where a widget begins within one. In processes of their own: the ratio is theirs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

STACKED = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from waitgui.views.timeline.pixels import DevicePainter

class Filled(QWidget):
    def paintEvent(self, event):
        with DevicePainter(self) as device:
            device.painter.fillRect(0, 0, *device.size(self), QColor("#aabbcc"))

app = QApplication([])
window = QWidget()
window.resize(120, 120)
for row in range(4):
    part = Filled(window)
    part.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    part.setGeometry(0, 3 + 25 * row, 120, 25)
image = window.grab().toImage()
dpr = image.devicePixelRatio()
print({image.pixelColor(50, y).name() for y in range(int(4 * dpr), int(102 * dpr))})
"""


@pytest.mark.parametrize("dpr", ["1", "1.25", "1.5", "1.75", "2"])
def test_parts_that_touch_leave_no_pixel_between_them(dpr):
    environment = {**os.environ, "QT_SCALE_FACTOR": dpr, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", STACKED], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (0, "{'#aabbcc'}\n"), done.stderr
