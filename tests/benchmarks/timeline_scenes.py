"""The timeline with a large history: what the benchmarks of its frames and its memory look at.

Every lane ticks alike, each at a time of its own. A history always has 10,000 ticks a second in all, so that a longer
one reaches farther back and looks the same where both are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from waitgui.models.recalled import Recalled
from waitgui.models.tick_columns import CODES, Ticks
from waitgui.models.timeline import Anchor, Lane, PlannedTick, Run, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Planned, Reason, Result, RunStarted, Tick, TickStarted
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.views.tokens import LANE_DENSE

if TYPE_CHECKING:
    from waitgui.tasks.record import Event
    from waitgui.views.timeline.camera import Camera

S = 1_000_000_000
SIZE = (1600, 900)
TICKS_A_S = 10_000
NOW_NS = 100_000 * S
NOW_WALL_NS = 1_800_000_000 * S
PAN_PX = 7
A_FRAME = 170
"""Ticks of a frame: 10,000 a second at 60 frames a second."""
_BATCH = 1 << 16
_RUN = 3
_PLANS = 12
_POLLS = 20
"""One lane of so many polls: its ticks are checks."""
_RESOURCES = Path(__file__).parents[2] / "resources"
_SHARES = {Outcome.FAILED: 0.01, Outcome.TIMED_OUT: 0.003, Outcome.CANCELLED: 0.002, Outcome.SKIPPED: 0.005}


class Size(NamedTuple):
    """How many ticks, in how many lanes."""

    ticks: int
    lanes: int

    @property
    def period_ns(self) -> int:
        """Of each lane."""
        return self.lanes * S // TICKS_A_S

    @property
    def span_ns(self) -> int:
        """How far back the history reaches."""
        return self.ticks * S // TICKS_A_S

    def __str__(self) -> str:
        many = f"{self.ticks // 1_000_000}M" if self.ticks >= 1_000_000 else f"{self.ticks // 1_000}k"
        return f"{many} × {self.lanes:,}"


class Clock:
    """The engine's, set by hand."""

    def __init__(self) -> None:
        self.now_ns = NOW_NS

    def __call__(self) -> int:
        return self.now_ns


def history(size: Size) -> Ticks:
    """The ticks, in the order of their ends; the same for the same size."""
    chance = np.random.default_rng(4)
    number = np.arange(size.ticks)
    turn, place = number // size.lanes, number % size.lanes
    lane = chance.permutation(size.lanes).astype(np.int32)[place]
    due = NOW_NS - size.span_ns + turn * size.period_ns + place * (S // TICKS_A_S)
    late = (chance.exponential(0.005, size.ticks) * size.period_ns).astype(np.int64)
    long = np.minimum(chance.lognormal(-1.5, 0.7, size.ticks), 0.9)
    start, end = due + late, due + late + (long * size.period_ns).astype(np.int64)
    shares = [1 - sum(_SHARES.values()), *_SHARES.values()]
    outcome = chance.choice(np.array([CODES[Outcome.OK], *map(CODES.get, _SHARES)], np.uint8), size.ticks, p=shares)
    polls = lane % _POLLS == _POLLS - 1
    met = np.where(turn % 10 == 9, CODES[Outcome.MET], CODES[Outcome.NOT_MET])
    outcome = np.where(polls, met, outcome).astype(np.uint8)
    skipped = outcome == CODES[Outcome.SKIPPED]
    start, end = np.where(skipped, due, start), np.where(skipped, due, end)
    ticks = Ticks(lane, start, end, due, outcome, np.full(size.ticks, _RUN, np.int32), (turn + 1).astype(np.int32))
    return ticks.of(np.argsort(end, kind="stable"))


def moved(ticks: Ticks, now_ns: int) -> Ticks:
    """The same, up to another now."""
    by_ns = now_ns - NOW_NS
    return replace(ticks, start=ticks.start + by_ns, end=ticks.end + by_ns, due=ticks.due + by_ns)


def fill(model: TimelineModel, ticks: Ticks) -> None:
    """Take ticks in that nobody tells one by one. Their lanes are the model's numbers."""
    for first in range(0, len(ticks), _BATCH):
        model.kept.store(ticks.of(slice(first, first + _BATCH)))
    model.changes.note(int(ticks.due.min()), int(ticks.end.max()))
    model.appended.emit()


def model_of(size: Size, capacity: int | None = None) -> TimelineModel:
    """Lanes with three runs each, the last going on; a plan each, one of twenty under way; the history."""
    model = TimelineModel(Anchor(NOW_NS, NOW_WALL_NS), capacity or size.ticks + _BATCH)
    names = [f"t{number}" for number in range(size.lanes)]
    model.set_lanes([Lane(name, f"Task {name}", "every 1 s from its start") for name in names])
    began_ns = NOW_NS - size.span_ns
    half_ns = size.span_ns // 2
    earlier = [Run(1, began_ns - size.span_ns, began_ns - half_ns, Reason.AFTER_RUNS, size.ticks // size.lanes)]
    model.recall(Recalled([], dict.fromkeys(names, earlier), [], 0))
    events: list[Event] = []
    for number, name in enumerate(names):
        events.append(RunStarted(name, _RUN, began_ns, NOW_WALL_NS - size.span_ns))
        if number % _POLLS == 0:
            events.append(TickStarted(name, _RUN, 1_000_000, Kind.ACTION, NOW_NS, NOW_NS - size.period_ns // 2))
    model.append(events)
    fill(model, history(size))
    for number, name in enumerate(names):
        first_ns = NOW_NS + (number + 1) * (S // TICKS_A_S)
        dues_ns = range(first_ns, first_ns + _PLANS * size.period_ns, size.period_ns)
        window_ns = size.period_ns // 2 if number % 2 else 0
        model.set_plans(name, [PlannedTick(due_ns, due_ns + window_ns) for due_ns in dues_ns])
    return model


class Scene:
    """A `TimelineView` in a window of its own, whose time stands still but for `step`."""

    def __init__(self, size: Size, model: TimelineModel | None = None) -> None:
        self.size = size
        self.clock = Clock()
        self.model = model or model_of(size)
        self.theme = Theme(Icons(_RESOURCES), "light")
        self.view = TimelineView(self.model, self.theme, self.clock, UTC)
        self.view.resize(*SIZE)
        self.view.show()
        QApplication.processEvents()
        self._next = 0

    @property
    def camera(self) -> Camera:
        """What is shown."""
        return self.view.camera

    def show_all(self) -> None:
        """The whole history, standing still."""
        self.camera.fit(NOW_NS - self.size.span_ns, NOW_NS)

    def show_share(self, share: float) -> None:
        """So much of the history of a million ticks, at its end."""
        span_ns = round(share * 1_000_000 * S / TICKS_A_S)
        self.camera.fit(NOW_NS - span_ns, NOW_NS)

    def follow(self) -> None:
        """The whole history left of now, a third of the view for the plan."""
        self.camera.set_span(self.size.span_ns * 3 // 2)
        self.view.jump_to_now()

    def choose_lanes(self) -> None:
        """As high as the view finds right."""
        self.view.set_lane_height(LaneHeight.AUTO)

    def fit_lanes(self) -> bool:
        """All lanes at once, however low that makes them; whether the view can do that."""
        self.view.set_lane_height(LaneHeight.FIT)
        return self.camera.lanes.style.height < LANE_DENSE

    def told(self) -> list[Event]:
        """What the engine tells in a frame: of each of so many ticks that it began, how it ended, when the next is."""
        now_ns, events = self.clock.now_ns, []
        result = Result(Outcome.OK)
        for _ in range(A_FRAME):
            name, n = f"t{self._next % self.size.lanes}", 2_000_000 + self._next
            self._next += 1
            start_ns, due_ns = now_ns - self.size.period_ns // 5, now_ns + self.size.period_ns
            events += [
                TickStarted(name, _RUN, n, Kind.ACTION, start_ns, start_ns),
                Tick(name, _RUN, n, Kind.ACTION, start_ns, start_ns, now_ns, result),
                Planned(name, _RUN, n + 1, due_ns, "tick start", start_ns, due_ns - start_ns, 0, 0),
            ]
        return events

    def close(self) -> None:
        """Away with it."""
        self.view.close()
        self.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
