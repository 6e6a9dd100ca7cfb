"""Buttons flow into rows, and none is outside of its row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from waitgui.views.flow import Flow


def made(qtbot, width, sizes, direction=Qt.LayoutDirection.LeftToRight):
    outer = QWidget()
    outer.setLayoutDirection(direction)
    flow = Flow(8)
    boxes = []
    for size in sizes:
        box = QWidget()
        box.setFixedSize(*size) if size[0] <= width else box.setMinimumHeight(size[1])
        boxes.append(box)
        flow.addWidget(box)
    outer.setLayout(flow)
    flow.setContentsMargins(0, 6, 0, 0)
    qtbot.addWidget(outer)
    outer.resize(width, flow.heightForWidth(width))
    flow.setGeometry(QRect(0, 0, width, outer.height()))
    return outer, flow, [box.geometry() for box in boxes]


def test_they_stand_in_a_row_while_there_is_room(qtbot):
    _outer, flow, rects = made(qtbot, 300, [(100, 30), (90, 30), (94, 30)])
    assert [(rect.x(), rect.y()) for rect in rects] == [(0, 6), (108, 6), (206, 6)]
    assert flow.heightForWidth(300) == 36


def test_and_go_on_in_the_next(qtbot):
    _outer, flow, rects = made(qtbot, 299, [(100, 30), (90, 20), (94, 30)])
    assert [(rect.x(), rect.y()) for rect in rects] == [(0, 6), (108, 6), (0, 44)]
    assert flow.heightForWidth(299) == 74
    assert flow.heightForWidth(100) == 6 + 30 + 8 + 20 + 8 + 30


def test_from_the_right_where_one_reads_so(qtbot):
    _outer, _, rects = made(qtbot, 300, [(100, 30), (90, 30)], Qt.LayoutDirection.RightToLeft)
    assert [rect.right() for rect in rects] == [299, 191]


@pytest.mark.parametrize("index", [-1, 1])
def test_beyond_the_last_is_nothing(qtbot, index):
    _outer, flow, _ = made(qtbot, 300, [(100, 30)])
    assert flow.itemAt(index) is None
    assert flow.takeAt(index) is None
    assert flow.count() == 1
