from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from waitgui.views.look_back import LookBack
from waitgui.views.timeline.camera import Camera

LONG_MS = 30_000


class Looks(QObject):
    """Stands where the past does; notes where it is asked to look."""

    recalled = Signal()
    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.at: list[tuple[int, int]] = []

    def look_at(self, from_ns: int, to_ns: int) -> None:
        self.at.append((from_ns, to_ns))
        self.looked.emit()


def test_the_past_is_looked_at_where_the_view_comes_to_rest(qtbot):
    camera, past = Camera(0), Looks()
    look_back = LookBack(camera, past, past)
    with qtbot.waitSignal(past.looked, timeout=LONG_MS):
        for _ in range(10):
            camera.pan(-50)
        assert past.at == []
    assert past.at == [(camera.view.origin_ns, camera.view.end_ns)]
    with qtbot.waitSignal(past.looked, timeout=LONG_MS):
        past.recalled.emit()
    assert past.at[0] == past.at[1]
    assert look_back.parent() is past
