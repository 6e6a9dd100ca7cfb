"""The drawings of the guide, made by the program itself: `python packaging/drawings.py [LANGUAGE]`.

Those of its help, the three anchors of a period beside one another, and a lane for every outcome. Twice as fine as the
screenshots (QT_SCALE_FACTOR), which is why they have a process of their own; `screenshots.py` starts it.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC
from typing import TYPE_CHECKING

from pictures import EXAMPLES, application, folder_of, grab
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

import waitgui.app  # noqa: F401 - help and form import each other; imported from the top, both are whole
from waitgui.models.examples import LANE_NOW_NS, Story, fill
from waitgui.models.timeline import Anchor, Lane, TimelineModel
from waitgui.paths import resources
from waitgui.store.task_set_file import load
from waitgui.tasks.describe import task_words
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Kind, Outcome, Result, Tick, TickStarted
from waitgui.views.help.concepts import concepts
from waitgui.views.help.pictures import picture
from waitgui.views.language import Language
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from pathlib import Path

    from waitgui.views.theme import Theme

WIDTH = 640
"""As wide as the column of the guide."""
LANE_HEIGHT = 44
CHECKED = (Outcome.MET, Outcome.NOT_MET, Outcome.ERROR)


def draw(theme: Theme, folder: Path) -> None:
    """Make all drawings: `concept-*.png`, one for each page of the help, `anchors.png` and `outcomes.png`."""
    for topic, concept in concepts().items():
        parts = [picture(theme, wanted) for wanted in concept.pictures]
        _save(_column(parts), folder / f"concept-{topic.value}.png")
    _save(_anchors(theme), folder / "anchors.png")
    _save(_outcomes(theme), folder / "outcomes.png")


def _column(parts: list[QWidget]) -> QWidget:
    page = QFrame()
    page.setProperty("look", "page")
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(16)
    for part in parts:
        column.addWidget(part)
    return page


def _save(widget: QWidget, path: Path) -> None:
    widget.setFixedWidth(WIDTH)
    widget.show()
    widget.adjustSize()
    for _ in range(5):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    grab(widget, path)
    widget.close()


def _anchors(theme: Theme) -> QWidget:
    """The example set that counts its periods from three different moments, as a timeline."""
    tasks = load(EXAMPLES / "anchors.toml").task_set.tasks
    view = _timeline(theme, 120)
    fill(view.model, [Story(task, task_words(task, QCoreApplication.translate)) for task in tasks])
    return _shown(view)


def _outcomes(theme: Theme) -> QWidget:
    """A lane for each outcome of a tick, named after it, and one for a tick under way."""
    view, translate = _timeline(theme, 100), QCoreApplication.translate
    lanes = [Lane(outcome.value, outcome_words(outcome, translate), outcome.value) for outcome in Outcome]
    view.model.set_lanes([*lanes, Lane("running", _running(), "running")])
    view.model.append(sorted((tick for outcome in Outcome for tick in _ticks(outcome)), key=lambda tick: tick.end_ns))
    view.model.append([TickStarted("running", 1, 1, Kind.ACTION, *[LANE_NOW_NS - 9 * NS_PER_S] * 2)])
    return _shown(view)


def _timeline(theme: Theme, span_s: int) -> TimelineView:
    model = TimelineModel(Anchor(0, 0))
    view = TimelineView(model, theme, lambda: LANE_NOW_NS, UTC)
    model.setParent(view)
    view.set_gutter_width(230)
    view.set_lane_height(LaneHeight.COMFORTABLE)
    view.camera.set_span(span_s * NS_PER_S)
    return view


def _shown(view: TimelineView) -> QWidget:
    view.setFixedHeight(34 + LANE_HEIGHT * len(view.model.lanes))
    view.jump_to_now()
    return _column([view])


def _running() -> str:
    return QCoreApplication.translate("timeline", "running {time}").replace("{time}", "").strip().capitalize()


def _ticks(outcome: Outcome) -> list[Tick]:
    kind = Kind.CONDITION if outcome in CHECKED else Kind.ACTION
    lasts_ns = 0 if outcome is Outcome.SKIPPED else (2 if kind is Kind.CONDITION else 8) * NS_PER_S
    return [
        Tick(outcome.value, 1, n, kind, at_ns, at_ns, at_ns + lasts_ns, Result(outcome))
        for n, at_ns in enumerate(range(88 * NS_PER_S, LANE_NOW_NS - lasts_ns, 16 * NS_PER_S), 1)
    ]


def main() -> None:
    """Make them all in one language."""
    os.environ["QT_SCALE_FACTOR"] = "2"
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    app, theme = application()
    Language(resources() / "translations", app).choose(language)
    draw(theme, folder_of(language))


if __name__ == "__main__":
    main()
