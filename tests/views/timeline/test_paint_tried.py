"""A tick that is tried again, while it is: looked at pixel by pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, S
from waitgui.models.timeline import Lane, PlannedTick
from waitgui.tasks.record import Attempt, Kind, Outcome, Result, RunStarted, Tick, TickStarted, Tried
from waitgui.views.tokens import DARK, LIGHT, mixed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from waitgui.views.timeline.timeline_view import TimelineView

LANE, MIDDLE, BAR, TALL = 44, 22, 18, 24
FAILED, TIMED_OUT, OK = Outcome.FAILED, Outcome.TIMED_OUT, Outcome.OK
pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def light(theme):
    yield
    theme.set_mode("light")


def ago(seconds: float) -> int:
    return NOW_NS - round(seconds * S)


def begun(task: str, seconds: float) -> list:
    """A run and its first tick, which started so long ago."""
    started = RunStarted(task, 1, ago(seconds), NOW_WALL_NS - round(seconds * S))
    return [started, TickStarted(task, 1, 1, Kind.ACTION, ago(seconds), ago(seconds))]


def tried(task: str, *spans: tuple[float, float, Outcome], follows: float) -> list[Tried]:
    """Attempts of (from, to, outcome), in seconds before now, as the next one does."""
    begins = [*(low for low, _, _ in spans[1:]), follows]
    return [
        Tried(task, 1, 1, number, 5, Attempt(ago(low), ago(high), outcome, 1), ago(begin))
        for number, ((low, high, outcome), begin) in enumerate(zip(spans, begins, strict=True), 1)
    ]


def picture(view: TimelineView) -> QImage:
    return view.canvas.grab().toImage()


def x_of(view: TimelineView, seconds_ago: float) -> int:
    return view.camera.view.x(ago(seconds_ago))


def down(view: TimelineView, seconds_ago: float, row: int = 0) -> list[str]:
    image, x = picture(view), x_of(view, seconds_ago)
    return [image.pixelColor(x, y).name() for y in range(LANE * row, LANE * (row + 1))]


def across(view: TimelineView, y: int, from_ago: float, to_ago: float) -> list[str]:
    image = picture(view)
    return [image.pixelColor(x, y).name() for x in range(x_of(view, from_ago), x_of(view, to_ago))]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_attempts_so_far_lie_in_a_pale_tick_that_reaches_to_now(shown, model, theme, mode):
    theme.set_mode(mode)
    tokens = LIGHT if mode == "light" else DARK
    pale = mixed(tokens.surface, tokens.accent, 0.26)
    model.append([*begun("a", 60), *tried("a", (60, 57.5, FAILED), (50, 47, TIMED_OUT), follows=-20)])
    assert down(shown, 58.75).count(tokens.failed) == TALL
    assert down(shown, 54).count(pale) == BAR
    assert down(shown, 40).count(pale) == BAR
    assert tokens.timed_out in down(shown, 48.5)
    assert tokens.accent not in across(shown, MIDDLE - 6, 59, 1)


def test_the_attempt_under_way_runs_to_the_now_line(shown, model):
    model.append([*begun("a", 60), *tried("a", (60, 57, FAILED), follows=30)])
    pale = mixed(LIGHT.surface, LIGHT.accent, 0.26)
    assert down(shown, 40).count(pale) == BAR
    running = across(shown, MIDDLE - 6, 29, 2)
    assert pale not in running
    assert LIGHT.surface not in running
    assert len(set(across(shown, MIDDLE, 29, 10))) > 3, "how long it runs stands on it"


def test_a_wait_is_dashed_to_where_the_next_attempt_begins(shown, model):
    future = mixed(LIGHT.surface, LIGHT.accent, LIGHT.future_alpha)
    assert set(across(shown, MIDDLE - 5, -1, -18)) <= {future, LIGHT.grid, LIGHT.line}
    model.append([*begun("a", 60), *tried("a", (60, 57, FAILED), follows=-20)])
    assert down(shown, -20).count(LIGHT.accent) == BAR + 2
    assert future not in across(shown, MIDDLE - 5, -1, -19), "the rest of the tick is filled"
    assert future in across(shown, MIDDLE - 5, -22, -24)


def test_waits_are_written_where_there_is_room(shown, model):
    pale = mixed(LIGHT.surface, LIGHT.accent, 0.26)
    model.append([*begun("a", 100), *tried("a", (100, 98, FAILED), (78, 76, FAILED), (72, 70, FAILED), follows=-20)])
    assert len(set(across(shown, MIDDLE, 97, 79))) > 2
    assert set(across(shown, MIDDLE, 75, 73)) == {pale}
    assert len(set(across(shown, MIDDLE, 35, 15))) > 2, "of the one under way too"


def test_it_becomes_a_finished_one_in_place(shown, model):
    told = tried("a", (60, 57, FAILED), (50, 47, FAILED), follows=40)
    model.append([*begun("a", 60), *told])
    before = across(shown, MIDDLE - 10, 61, 45)
    tries = (*(one.attempt for one in told), Attempt(ago(40), ago(0.5), FAILED, 1))
    ended = Tick("a", 1, 1, Kind.ACTION, ago(60), ago(60), ago(0.5), Result(FAILED, 1), 3, None, "command", tries)
    model.append([ended])
    after = across(shown, MIDDLE - 10, 61, 45)
    assert [name == LIGHT.failed for name in before] == [name == LIGHT.failed for name in after]
    assert model.tried("a") == ()


def test_what_comes_after_it_is_planned_after_the_wait(shown, model):
    model.append([*begun("a", 60), *tried("a", (60, 57, FAILED), follows=-10)])
    model.set_plans("a", [PlannedTick(ago(-20), ago(-20))])
    assert LIGHT.accent in down(shown, -10)
    assert down(shown, -20).count(LIGHT.accent) > BAR / 2


@pytest.mark.parametrize("height", [18, 6, 2])
def test_lower_lanes_show_it_as_well(shown, model, height):
    lanes = [Lane(f"t{number}", f"Task {number}", "") for number in range(400 // height)]
    model.set_lanes(lanes)
    last = lanes[-1].task
    model.append([*begun("t0", 60), *tried("t0", (60, 57, FAILED), follows=-10)])
    model.append([*begun(last, 60), *tried(last, (60, 57, FAILED), (50, 45, TIMED_OUT), follows=20)])
    image = picture(shown)
    shades = {image.pixelColor(x_of(shown, 10), y).name() for y in range(image.height())}
    assert len(shades - {LIGHT.surface, LIGHT.line, LIGHT.grid}) >= 1


def test_in_a_group_it_is_a_tick_under_way_like_others(shown, model):
    model.set_lanes([Lane("", "", "", "g", ("a", "b"))])
    model.append([*begun("a", 60), *tried("a", (60, 57, FAILED), follows=-10)])
    assert LIGHT.accent in down(shown, 10)
    assert LIGHT.failed not in down(shown, 58)


def test_out_of_sight_it_leaves_the_picture_as_it_is(shown, model):
    model.append([*begun("a", 60), *tried("a", (60, 59, FAILED), follows=-10)])
    shown.camera.pan(-4_000)
    assert LIGHT.failed not in {picture(shown).pixelColor(x, MIDDLE).name() for x in range(700)}
    shown.camera.pan(8_000)
    picture(shown)


def test_the_card_says_how_it_stands(shown, model):
    model.append([*begun("a", 60), *tried("a", (60, 57, FAILED), (50, 47, FAILED), follows=-4)])
    at = QPoint(x_of(shown, 30), MIDDLE)
    QApplication.sendEvent(shown.canvas, QHelpEvent(QEvent.Type.ToolTip, at, shown.canvas.mapToGlobal(at)))
    assert shown.canvas.card.text.replace("\xa0", " ") == (
        "Running for 1 min\n14:31:06.000 · Alpha\nAttempt 3 of 5 in 4 s: 2 attempt(s) failed with exit code 1"
    )


def test_once_it_is_over_its_length_does_not_stand_on_its_attempts(shown, model, theme, clock):
    tries = tuple(Attempt(ago(low), ago(low - 0.25), FAILED, 1) for low in (40, 10, 0.25))
    model.append(
        [
            *begun("a", 40),
            Tick("a", 1, 1, Kind.ACTION, ago(40), ago(40), NOW_NS, Result(FAILED, 1), 3, None, "command", tries),
        ]
    )
    for _ in range(24):
        clock.now_ns += S // 4
        shown.camera.set_now(clock.now_ns)
        as_it_went = picture(shown)
    theme.set_mode("dark")
    picture(shown)
    theme.set_mode("light")
    assert picture(shown) == as_it_went
