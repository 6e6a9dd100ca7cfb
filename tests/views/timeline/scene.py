"""A scene like the design's main picture. As a program it renders it: `python -m tests.views.timeline.scene FILE …`.

QT_SCALE_FACTOR sets the device pixel ratio; the platform is offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from waitgui.models.timeline import Anchor, Gap, Lane, PlannedEnd, PlannedTick, TickRef, TimelineModel
from waitgui.tasks.record import (
    Attempt,
    Event,
    Kind,
    Outcome,
    Paused,
    Planned,
    Reason,
    Result,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)
from waitgui.views.icons import Icons
from waitgui.views.language import Language
from waitgui.views.theme import Theme
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.timeline_view import TimelineView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

S = 1_000_000_000
RESOURCES = Path(__file__).parents[3] / "resources"
NOW_WALL_NS = int(datetime(2026, 11, 23, 14, 32, 6, tzinfo=UTC).timestamp()) * S
NOW_NS = 10_000 * S
SPAN_NS = 175 * S
LANES = (
    Lane("heartbeat", "Heartbeat", "every 10 s on the grid"),
    Lane("website", "Check website", "every 30 s from its start"),
    Lane("router", "Probe router", "every 11 s after it ends, up to 50 % later"),
    Lane("sensors", "Read sensors", "every 20 s from its start"),
    Lane("photos", "Sync photos", "every 25 s after it ends"),
    Lane("dump", "Dump database", "every 1 min after it ends, up to 10 % later"),
    Lane("prune", "Prune snapshots", "every 45 s from its start, until 10 ticks"),
    Lane("logs", "Rotate logs", "every 30 s from its start"),
    Lane("staging", "Migrate when staging is up", "checks every 5 s, for up to 3 min"),
    Lane("vpn", "Reconnect VPN", "retries after 1 s, ×2, at most 10 times", waits=True),
    Lane("usb", "Copy to USB disk", "waits for the disk, then runs once"),
    Lane("certificate", "Renew certificate", "every 12 h after it ends, up to 20 % later"),
)

GROUPS = {"Monitoring": LANES[:4], "Backup": LANES[4:8], "Deploy": LANES[8:]}


def grouped(*collapsed: str) -> list[Lane]:
    """The lanes in their groups, some of these collapsed."""
    found: list[Lane] = []
    for group, lanes in GROUPS.items():
        if group in collapsed:
            found.append(Lane("", "", "", group, tuple(lane.task for lane in lanes)))
        else:
            found.extend(lane._replace(group=group) for lane in lanes)
    return found


def ns(minute: int, second: float) -> int:
    """Monotonic ns of 14:minute:second."""
    return NOW_NS + round(((minute - 32) * 60 + second - 6) * 1000) * (S // 1000)


class _Story:
    """The events of one task, numbered."""

    def __init__(self, task: str, began_ns: int) -> None:
        self.task = task
        self.n = 0
        self.events: list[Event] = [RunStarted(task, 1, began_ns, NOW_WALL_NS - NOW_NS + began_ns)]

    def tick(
        self, start: int, took_s: float, outcome: Outcome = Outcome.OK, due: int | None = None, kind: Kind = Kind.ACTION
    ) -> None:
        self.n += 1
        due = start if due is None else due
        end = start + round(took_s * 1000) * (S // 1000)
        self.events.append(Tick(self.task, 1, self.n, kind, due, start, end, Result(outcome)))

    def retried(self, *spans: tuple[float, float]) -> None:
        """Attempts that failed: each from when to when, in seconds after 14:31."""
        tries = tuple(Attempt(ns(31, start), ns(31, end), Outcome.FAILED, 1) for start, end in spans)
        start = tries[0].start_ns
        self.tick(start, 0, Outcome.FAILED)
        tick = self.events[-1]
        assert isinstance(tick, Tick)
        self.events[-1] = tick._replace(end_ns=tries[-1].end_ns, attempts=len(tries), tries=tries)

    def check(self, at: int, outcome: Outcome = Outcome.NOT_MET) -> None:
        self.tick(at, 0, outcome, kind=Kind.CONDITION)

    def next(self, earliest: int, window_s: float = 0) -> None:
        self.events.append(Planned(self.task, 1, self.n + 1, earliest, "grid", earliest, 0, 0, round(window_s * S)))


def _stories() -> list[_Story]:
    long_ago = ns(20, 0)
    names = [lane.task for lane in LANES]
    of = {
        task: _Story(task, ns(31, 23) if task == "vpn" else ns(30, 2) if task == "usb" else long_ago) for task in names
    }
    for second in range(10, 61, 10):
        of["heartbeat"].tick(ns(30, second), 1)
    for second in (10, 20):
        of["heartbeat"].tick(ns(31, second), 0, Outcome.SKIPPED)
    for second in range(30, 61, 10):
        of["heartbeat"].tick(ns(31, second), 1)
    for start, took, outcome in (
        (ns(30, 30), 3, Outcome.OK), (ns(31, 0), 2, Outcome.OK),
        (ns(31, 30), 10, Outcome.TIMED_OUT), (ns(32, 0), 2.4, Outcome.OK),
    ):  # fmt: skip
        of["website"].tick(start, took, outcome)
    for start, took in ((17.7, 2.1), (31.3, 1.8), (46.4, 1.4), (61.8, 1.5), (82.4, 1.4), (95.6, 1.8), (113.1, 1.4)):
        of["router"].tick(ns(30, start), took)
    of["sensors"].tick(ns(30, 20), 26.5)
    of["sensors"].tick(ns(30, 46.5), 4.7, due=ns(30, 40))
    of["sensors"].tick(ns(31, 23), 5.8, due=ns(31, 6.5))
    of["sensors"].tick(ns(31, 43), 5)
    of["sensors"].tick(ns(32, 3), 2.2)
    of["photos"].tick(ns(29, 43.7), 49)
    of["photos"].tick(ns(30, 57.8), 5.2, Outcome.CANCELLED)
    of["photos"].events.append(TickStarted("photos", 1, 3, Kind.ACTION, ns(31, 28), ns(31, 28)))
    of["dump"].tick(ns(30, 14), 6)
    of["dump"].retried((24.2, 27.4), (28.4, 31.3), (33.4, 37.8))
    of["prune"].tick(ns(30, 0), 9)
    of["prune"].tick(ns(30, 45), 12)
    of["prune"].tick(ns(31, 30), 10)
    of["logs"].tick(ns(30, 32), 4)
    of["logs"].events.append(Paused("logs", 1, ns(30, 50)))
    for second in (*range(10, 61, 5), *range(85, 126, 5)):
        of["staging"].check(ns(30, second))
    for start in (23.3, 25.2, 28.1, 33, 41.9, 58.8):
        of["vpn"].tick(ns(31, start), 0.9, Outcome.FAILED)
    for at in (14, 24):
        of["usb"].check(ns(30, at))
    of["usb"].check(ns(30, 34), Outcome.MET)
    of["usb"].tick(ns(30, 35.5), 22)
    of["usb"].events.append(RunEnded("usb", 1, Reason.SUCCEEDED, 1, 0, ns(30, 57.5)))
    for task, at, window in (
        ("heartbeat", ns(32, 10), 0), ("website", ns(32, 30), 0), ("router", ns(32, 5.75), 5.5),
        ("sensors", ns(32, 23), 0), ("dump", ns(32, 37.8), 6), ("prune", ns(32, 15), 0),
        ("staging", ns(32, 10), 0), ("vpn", ns(32, 31.7), 3.5), ("certificate", ns(32, 6) + 11_520 * S, 0),
    ):  # fmt: skip
        of[task].next(at, window)
    return list(of.values())


def fill(model: TimelineModel) -> None:
    """Put the scene into a model, its plan further than the next tick."""
    model.set_lanes(LANES)
    events = [event for story in _stories() for event in story.events]
    model.append(events)
    model.add_gap(Gap(ns(31, 4), ns(31, 22)))
    plans: dict[str, list[tuple[float, float]]] = {
        "heartbeat": [(10 * place, 0) for place in range(1, 8)],
        "website": [(30, 0), (60, 0)],
        "router": [(5.75, 5.75), (18.75, 11.25), (31.75, 16.75)],
        "sensors": [(23, 0), (43, 0)],
        "photos": [(42, 0)],
        "prune": [(15, 0)],
        "staging": [(5 * place, 0) for place in range(2, 10)],
    }
    ends = {
        "prune": PlannedEnd(ns(32, 25), Reason.AFTER_RUNS, 10),
        "staging": PlannedEnd(ns(32, 48), Reason.TIMED_OUT),
    }
    for task, shown in plans.items():
        kind = Kind.CONDITION if task == "staging" else Kind.ACTION
        ticks = [PlannedTick(ns(32, at), ns(32, at + window), kind) for at, window in shown]
        model.set_plans(task, ticks, ends.get(task))


SIZES = {
    "Edge probes": 240,
    "Web checks": 200,
    "Queues": 180,
    "Certificates": 120,
    "Backups": 96,
    "Sensors": 90,
    "Deploy": 54,
    "Reports": 20,
}


def fill_thousand(model: TimelineModel) -> None:
    """A thousand lanes in eight groups, an outage among the first."""
    lanes = [
        Lane(f"{group}-{n}", f"{group} {n + 1}", "every 4 min", group)
        for group, count in SIZES.items()
        for n in range(count)
    ]
    model.set_lanes(lanes)
    start = NOW_NS - 6000 * S
    ticks: list[Tick] = []
    for place, lane in enumerate(lanes):
        for n in range(60):
            at = start + (place * 37 % 90 + n * 100) * S
            is_outage = place < 440 and 3600 < (at - start) // S < 4000 and place % 7 < 5
            is_failed = is_outage or (place * 31 + n * 17) % 997 == 0
            outcome = Outcome.FAILED if is_failed else Outcome.OK
            end = at + (15 + place % 40) * S
            ticks.append(Tick(lane.task, 1, n + 1, Kind.ACTION, at, at, end, Result(outcome)))
    model.append(sorted(ticks, key=lambda tick: tick.end_ns))


def view(theme: Theme, width: int = 964, height: int = 635) -> TimelineView:
    """The scene's view, at the scale of the picture. Its clock stands."""
    model = TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))
    shown = TimelineView(model, theme, lambda: NOW_NS, UTC)
    model.setParent(shown)
    shown.resize(width, height)
    fill(model)
    shown.show()
    shown.camera.set_span(SPAN_NS * (width - 264) // 700)
    shown.jump_to_now()
    return shown


def render(shown: TimelineView) -> QImage:
    """What it looks like."""
    return shown.grab().toImage()


def main() -> int:
    parser = argparse.ArgumentParser(description="Render the scene.")
    parser.add_argument("file")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", type=int, nargs=2, default=(964, 635))
    parser.add_argument("--lane-height", type=LaneHeight, default=LaneHeight.AUTO)
    parser.add_argument("--groups", action="store_true")
    parser.add_argument("--collapsed", nargs="*", default=())
    parser.add_argument("--thousand", action="store_true")
    parser.add_argument("--map", type=int, default=0)
    parser.add_argument("--range", action="store_true", help="with a selected range and the card under the mouse")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    Language(RESOURCES / "translations", app).choose("en")
    theme = Theme(Icons(RESOURCES), "dark" if asked.dark else "light")
    theme.apply(app)
    shown = view(theme, *asked.size)
    shown.set_lane_height(asked.lane_height)
    if asked.groups:
        shown.model.set_lanes(grouped(*asked.collapsed))
    if asked.thousand:
        shown.model.clear()
        fill_thousand(shown.model)
        shown.fit()
    shown.select("dump", TickRef("dump", 1, 2))
    shown.set_map_height(asked.map)
    if asked.range:
        shown.camera.select_range(ns(31, 20), ns(31, 48))
        shown.canvas._tell(QPointF(340, 12 + 5 * shown.camera.lanes.style.height))
    return 0 if render(shown).save(asked.file) else 1


if __name__ == "__main__":
    sys.exit(main())
