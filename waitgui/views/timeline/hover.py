"""Hover: says what lies under the mouse, in a small card beside it; moves along once it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from waitgui.models.picking import pick
from waitgui.tasks.attempt_words import tried_words
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Outcome
from waitgui.tasks.words import clock_words, duration_words, local_time
from waitgui.views.labels import ElidedLabel, visible
from waitgui.views.theme import font
from waitgui.views.timeline.marks import marks_at
from waitgui.views.timeline.words import whole_seconds

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from waitgui.models.picking import Picked
    from waitgui.models.timeline import Spot, TickRef, TimelineModel
    from waitgui.views.timeline.camera import Camera

_translate = QCoreApplication.translate
_WITHIN_PX = 6
_CROWD_PX = 1
"""So many device pixels either side of the mouse count as one place."""
_BESIDE, _WIDEST = 14, 360
LINES = 3


class Place(NamedTuple):
    """What lies at a place: a tick, or so many that they can't be told apart; from and to are its time."""

    row: int
    spot: Spot | None
    crowd: Picked | None
    from_ns: int
    to_ns: int

    @property
    def parts(self) -> bool:
        """Whether zooming in sets its ticks apart."""
        return self.crowd is not None and self.crowd.apart_ns < self.to_ns - self.from_ns


def place_at(model: TimelineModel, camera: Camera, x: int, y: float) -> Place:
    """What lies at a device pixel of the canvas, `y` in logical pixels."""
    view, lanes = camera.view, camera.lanes
    row = lanes.row_at(y)
    near = round(_CROWD_PX * camera.dpr)
    from_ns, to_ns = view.time_at(x - near), view.time_at(x + near + 1) - 1
    if row < 0:
        return Place(-1, None, None, from_ns, to_ns)
    rows = lanes.rows_at(y)
    picked = pick(model, rows, from_ns, to_ns)
    if picked.ticks > 1 and (picked.tasks > 1 or picked.apart_ns < to_ns - from_ns):
        return Place(row, None, picked, from_ns, to_ns)
    within_ns = round(_WITHIN_PX * camera.dpr) * view.ns_per_px
    return Place(row, model.spot(row, view.time_at(x) + view.ns_per_px // 2, within_ns), None, from_ns, to_ns)


class HoverCard(QFrame):
    """Two or three short lines on a small card that the mouse doesn't feel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "tip")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = [ElidedLabel(look=look) for look in ("", *["secondary"] * (LINES - 1))]
        self._lines[0].setFont(font("secondary", 600))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(3)
        for line in self._lines:
            column.addWidget(line)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, a line a line."""
        return "\n".join(line.full_text for line in self._lines if not line.isHidden())

    def tell(self, lines: list[str], at: QPoint) -> None:
        """Say this beside a place of the parent, within it."""
        for number, label in enumerate(self._lines):
            label.setVisible(number < len(lines))
            if number < len(lines):
                label.set_full_text(lines[number])
        parent = self.parentWidget()
        assert parent is not None
        hint = self.sizeHint()
        wide, high = min(hint.width(), _WIDEST, parent.width()), hint.height()
        x = min(max(at.x() - wide // 2, 4), max(parent.width() - wide - 4, 0))
        y = at.y() + _BESIDE
        if y + high > parent.height():
            y = max(at.y() - _BESIDE - high, 0)
        self.setGeometry(x, y, wide, high)
        self.show()
        self.raise_()


class Telling:
    """The words of the card. `reasons` gives why a tick ended as it did, "" if that isn't known."""

    def __init__(self, model: TimelineModel, camera: Camera, tz: tzinfo | None) -> None:
        self._model = model
        self._camera = camera
        self._tz = tz
        self.reasons: Callable[[TickRef], str] = _no_reason

    def lines(self, place: Place) -> list[str]:
        """What is to be said of a crowd, a tick, else of the marks there; nothing where nothing is."""
        if place.crowd is not None:
            return self._crowd(place, place.crowd)
        if place.spot is not None:
            return self._tick(place.row, place.spot)
        camera = self._camera
        x = camera.view.x((place.from_ns + place.to_ns) // 2)
        return marks_at(self._model, camera.view, x, place.row, camera.dpr, self._tz)[:LINES]

    def _crowd(self, place: Place, crowd: Picked) -> list[str]:
        words = _translate("timeline", "%n tick(s)", None, crowd.ticks)
        if crowd.tasks > 1:
            tasks = _translate("timeline", "%n task(s)", None, crowd.tasks)
            words = _translate("timeline", "{ticks} in {tasks}").replace("{ticks}", words).replace("{tasks}", tasks)
        if crowd.failed:
            failed = _translate("timeline", "%n failed", None, crowd.failed)
            words = _translate("timeline", "{ticks}, {failed}").replace("{ticks}", words).replace("{failed}", failed)
        span = _translate("timeline", "{begin} to {end}.")
        span = span.replace("{begin}", self._clock(place.from_ns)).replace("{end}", self._clock(place.to_ns))
        return [words, f"{span} {_translate('timeline', 'Click to zoom in')}" if place.parts else span]

    def _tick(self, row: int, spot: Spot) -> list[str]:
        name, reason = visible(self._model.lanes[row].name), self.reasons(spot.ref)
        if spot.outcome is None or spot.end_ns is None:
            took = whole_seconds(self._camera.now_ns - spot.start_ns)
            words = _translate("timeline", "Running for {time}").replace("{time}", took)
            tried = self._model.tried(spot.ref.task)
            reason = tried_words(tried, self._camera.now_ns, _translate) if tried else reason
        elif spot.outcome is Outcome.SKIPPED:
            words = outcome_words(spot.outcome, _translate)
        else:
            words = _translate("timeline", "{outcome} after {time}")
            words = words.replace("{time}", duration_words(spot.end_ns - spot.start_ns))
            words = words.replace("{outcome}", outcome_words(spot.outcome, _translate))
        return [words, f"{clock_words(self._moment(spot.start_ns))} · {name}", *([reason] if reason else [])]

    def _clock(self, mono_ns: int) -> str:
        moment = self._moment(mono_ns)
        if self._camera.view.ns_per_px < 100_000_000:
            return clock_words(moment)
        return f"{moment:%H:%M:%S}"

    def _moment(self, mono_ns: int) -> datetime:
        moment = local_time(self._model.wall_ns(mono_ns))
        return moment if self._tz is None else moment.astimezone(self._tz)


def _no_reason(ref: TickRef) -> str:
    return ""
