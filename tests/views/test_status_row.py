"""The status bar, in words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.tasks.make import read
from tests.views.dressing import dressed
from waitgui.views.labels import ElidedLabel
from waitgui.views.status_row import StatusRow
from waitgui.views.timeline.words import span_words

MS, S = 1_000_000, 1_000_000_000


@pytest.fixture
def row(qapp, qtbot):
    with dressed(qapp) as worn:
        made = StatusRow(worn)
        qtbot.addWidget(made)
        yield made


@pytest.mark.parametrize(
    ("left_ns", "words"),
    [(0, "now"), (1, "in 1 s"), (400 * MS, "in 1 s"), (S, "in 1 s"), (1400 * MS, "in 2 s"), (59_400 * MS, "in 1 min")],
)
def test_what_comes_next_is_counted_down_as_in_the_lanes(row, left_ns, words):
    row.show_next("Heartbeat", left_ns)
    assert read(row.findChild(ElidedLabel).full_text) == f"Next: Heartbeat {words}"
    if left_ns:
        assert words == "in " + read(span_words(left_ns, left_ns))


@pytest.mark.parametrize(("p95_ns", "words"), [(0, "1 ms"), (400_000, "1 ms"), (3 * MS, "3 ms"), (1200 * MS, "1.2 s")])
def test_what_ticks_keep_to_is_said_as_a_bound(row, p95_ns, words):
    row.show_lateness(p95_ns)
    assert f"On time: 95 % within {words}" in [read(label.text()) for label in row.findChildren(QLabel)]
    row.show_lateness(None)
    assert not [label for label in row.findChildren(QLabel) if label.text().startswith("On time")]
