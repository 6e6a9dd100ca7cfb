"""PySide6 6.12.0 on Python 3.10 and 3.11 loses a reference to True or None with each signal and pen, and aborts.

The dependency markers in pyproject.toml keep the two apart; this shows that what is installed here is sound.
"""

from __future__ import annotations

import subprocess
import sys

from waitgui.cli import display

SCRIPT = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPen

app = QGuiApplication([])

class Emitter(QObject):
    number = Signal(int)

emitter = Emitter()
emitter.number.connect(lambda number: None)
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
pen = QPen()
before = [sys.getrefcount(one) for one in (True, None)]
for number in range(100_000):
    emitter.number.emit(number)
    painter.setPen(pen)
painter.end()
lost = [b - sys.getrefcount(one) for b, one in zip(before, (True, None))]
assert max(lost) < 1_000, lost
print("sound")
"""


def test_a_hundred_thousand_signals_and_pens_lose_nothing():
    command = [sys.executable, "-X", "faulthandler", "-c", SCRIPT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "sound\n"), done.stderr


def test_the_bad_pair_is_refused_before_qt_is_loaded(monkeypatch):
    monkeypatch.setattr(display.importlib.metadata, "version", lambda _: "6.12.0")
    monkeypatch.setattr(display.sys, "version_info", (3, 11, 7))
    assert "3.12" in (display.problem({"QT_QPA_PLATFORM": "offscreen"}) or "")
    monkeypatch.setattr(display.sys, "version_info", (3, 12, 1))
    assert display.problem({"QT_QPA_PLATFORM": "offscreen"}) is None
