"""What stands beside the bars, looked at pixel by pixel."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from tests.views.timeline import scene
from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, RESOURCES, S
from waitgui.models.marks import Gap, GapKind
from waitgui.models.timeline import Anchor, Lane, PlannedTick, TimelineModel
from waitgui.tasks.record import (
    Attempt,
    ClockMoved,
    Event,
    Kind,
    Outcome,
    Paused,
    Reason,
    Result,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
)
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.views.tokens import AXIS, DARK, GUTTER, LIGHT, mixed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

LANE, MIDDLE = 44, 22


@pytest.fixture
def theme(qapp):
    return Theme(Icons(RESOURCES), "light")


@pytest.fixture
def model():
    return TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))


@pytest.fixture
def shown(qtbot, theme, model):
    view = TimelineView(model, theme, lambda: NOW_NS, UTC)
    qtbot.addWidget(view)
    view.resize(GUTTER + 700, AXIS + 400)
    model.set_lanes([Lane("a", "Alpha", ""), Lane("b", "Beta", "", waits=True), Lane("c", "Gamma", "")])
    with qtbot.waitExposed(view):
        view.show()
    view.camera.set_span(175 * S)  # four pixels a second
    view.jump_to_now()
    return view


def ago(seconds: float) -> int:
    return NOW_NS - round(seconds * S)


def started(task: str, seconds: float, run: int = 1) -> RunStarted:
    return RunStarted(task, run, ago(seconds), NOW_WALL_NS - round(seconds * S))


def tick(task: str, n: int, seconds: float, took: float, outcome: Outcome = Outcome.FAILED) -> Tick:
    return Tick(task, 1, n, Kind.ACTION, ago(seconds), ago(seconds), ago(seconds - took), Result(outcome))


def retried(task: str, *spans: tuple[float, float, Outcome]) -> Tick:
    """Of (from, to, outcome), in seconds before now."""
    tries = tuple(Attempt(ago(low), ago(high), outcome) for low, high, outcome in spans)
    start, end, result = tries[0].start_ns, tries[-1].end_ns, Result(spans[-1][2])
    return Tick(task, 1, 1, Kind.ACTION, start, start, end, result, len(tries), None, "command", tries)


def picture(view: TimelineView) -> QImage:
    return view.canvas.grab().toImage()


def across(view: TimelineView, y: int, first: int, last: int) -> list[str]:
    image = picture(view)
    return [image.pixelColor(x, y).name() for x in range(first, last)]


def down(view: TimelineView, x: int, row: int) -> list[str]:
    image = picture(view)
    return [image.pixelColor(x, y).name() for y in range(LANE * row, LANE * (row + 1))]


def x_of(view: TimelineView, seconds_ago: float) -> int:
    return view.camera.view.x(ago(seconds_ago))


FAILED, OK = Outcome.FAILED, Outcome.OK


def test_attempts_are_blocks_in_one_pale_tick(shown, model):
    model.append([retried("a", (60, 57, FAILED), (50, 47.5, FAILED), (45, 40, OK))])
    pale = mixed(LIGHT.surface, LIGHT.ok, 0.26)
    wait, tried, last = x_of(shown, 54), x_of(shown, 48.75), x_of(shown, 42)
    assert down(shown, tried, 0).count(LIGHT.failed) == 24
    assert down(shown, wait, 0).count(pale) == 18
    assert down(shown, last, 0).count(LIGHT.ok) == 18
    assert LIGHT.ok not in down(shown, wait, 0)


def test_a_failed_attempt_has_a_cross_from_some_width_on(shown, model):
    model.append([retried("a", (60, 57, FAILED), (40, 38, FAILED))])
    assert LIGHT.on_failed in across(shown, MIDDLE, x_of(shown, 60) + 2, x_of(shown, 57) - 2)
    narrow = across(shown, MIDDLE, x_of(shown, 40) + 1, x_of(shown, 38) - 1)
    assert set(narrow) == {LIGHT.failed}


def test_attempts_without_room_leave_the_bar_as_it_is(shown, model):
    model.append([retried("a", (60, 59.6, FAILED), (59, 58.5, FAILED))])
    left = x_of(shown, 60)
    assert set(across(shown, MIDDLE, left + 1, left + 5)) == {LIGHT.failed}


def test_the_wait_between_attempts_is_written_where_there_is_room(shown, model):
    model.append([retried("a", (100, 98, FAILED), (78, 76, FAILED), (72, 70, FAILED))])
    pale = mixed(LIGHT.surface, LIGHT.failed, 0.26)
    wide = across(shown, MIDDLE, x_of(shown, 97), x_of(shown, 79))
    assert pale in wide
    assert len(set(wide)) > 2
    assert set(across(shown, MIDDLE, x_of(shown, 75.5), x_of(shown, 72.5))) == {pale}


def test_an_overrun_of_a_retried_tick_is_still_marked(shown, model):
    after = tick("a", 2, 40, 2, OK)._replace(due_ns=ago(50))
    model.append([started("a", 150), retried("a", (60, 56, FAILED), (45, 40, OK)), after])
    assert down(shown, x_of(shown, 46), 0).count(LIGHT.timed_out) >= 3


def test_a_backoff_writes_its_waits_and_other_lanes_dont(shown, model):
    for task in "ab":
        model.append([started(task, 150), tick(task, 1, 90, 1), tick(task, 2, 73, 1)])
    left, right = x_of(shown, 88), x_of(shown, 74)
    assert set(across(shown, MIDDLE, left, right)) == {LIGHT.thread}
    words = across(shown, LANE + MIDDLE, left, right)
    assert LIGHT.thread in words  # beside the words
    assert set(words) > {LIGHT.thread, LIGHT.surface}


def test_the_wait_under_way_is_written_in_the_future(shown, model):
    model.append([started("b", 150), tick("b", 1, 1, 1)])
    future = mixed(LIGHT.surface, LIGHT.accent, LIGHT.future_alpha)
    first, last = x_of(shown, -8), x_of(shown, -24)
    plain = set(across(shown, LANE + MIDDLE - 3, first, last))
    assert plain <= {future, LIGHT.grid, LIGHT.line}
    model.set_plans("b", [PlannedTick(ago(-32), ago(-32))])
    assert len(set(across(shown, LANE + MIDDLE - 3, first, last)) - plain) > 3


def test_the_wait_under_way_leaves_room_for_when_it_ends_beyond_the_edge(shown, model):
    def future():
        columns = range(x_of(shown, -2), shown.camera.view.width)
        image = picture(shown)
        return [[image.pixel(x, y) for y in range(LANE + 2, 2 * LANE - 2)] for x in columns]

    model.append([started("b", 150), tick("b", 1, 1, 1)])
    model.set_lanes([Lane("a", "Alpha", ""), Lane("b", "Beta", ""), Lane("c", "Gamma", "")])
    nothing = future()
    model.set_plans("b", [PlannedTick(ago(-71), ago(-71))])
    alone = future()
    model.set_lanes([Lane("a", "Alpha", ""), Lane("b", "Beta", "", waits=True), Lane("c", "Gamma", "")])
    both = future()
    assert both != alone, "the wait isn't written"
    written = next(x for x, column in enumerate(alone) if len(set(column)) > len(set(nothing[x])) + 3)
    assert both[written:] == alone[written:]


def test_a_run_begins_with_a_small_stroke(shown, model):
    model.append([started("a", 100), tick("a", 1, 80, 2, OK)])
    assert down(shown, x_of(shown, 100), 0).count(LIGHT.muted) == 10
    assert LIGHT.muted not in down(shown, x_of(shown, 100) + 1, 0)
    model.append(
        [RunEnded("a", 1, Reason.STOPPED, 1, 0, ago(60)), *[started("a", 50 - n / 10, 2 + n) for n in range(5)]]
    )
    assert sum(LIGHT.muted in down(shown, x, 0) for x in range(x_of(shown, 51), x_of(shown, 49) + 1)) <= 2


def test_a_pause_is_a_double_stroke_and_dots(shown, model):
    model.append([started("a", 150), Paused("a", 1, ago(100)), Resumed("a", 1, ago(60))])
    begin = x_of(shown, 100)
    for x in (begin, begin + 1, begin + 4, begin + 5):
        assert down(shown, x, 0).count(LIGHT.muted) == 18
    assert LIGHT.muted not in down(shown, begin + 2, 0)
    assert set(across(shown, MIDDLE, begin - 40, begin - 1)) == {LIGHT.thread}
    paused = across(shown, MIDDLE, begin + 12, x_of(shown, 60) - 2)
    assert 0.2 < paused.count(LIGHT.thread) / len(paused) < 0.6
    assert set(across(shown, MIDDLE, x_of(shown, 60) + 1, x_of(shown, 1))) == {LIGHT.thread}


def test_a_task_that_is_paused_says_since_when(shown, model):
    model.append([started("a", 150), Paused("a", 1, ago(100))])
    first, last = x_of(shown, -4), x_of(shown, -30)
    assert LIGHT.window in across(shown, MIDDLE - 6, first, last)
    assert LIGHT.text2 in across(shown, MIDDLE, first, last)
    model.append([Resumed("a", 1, NOW_NS)])
    assert LIGHT.window not in across(shown, MIDDLE - 6, first, last)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_an_absence_is_hatched_as_a_kind_of_its_own(shown, model, theme, mode):
    theme.set_mode(mode)
    tokens = LIGHT if mode == "light" else DARK
    model.add_gap(Gap(ago(116), ago(96), GapKind.NOT_RUNNING))
    model.add_gap(Gap(ago(90), ago(50), GapKind.SUSPENDED))
    away = across(shown, LANE + 5, x_of(shown, 115), x_of(shown, 97))
    asleep = across(shown, LANE + 5, x_of(shown, 88), x_of(shown, 52))
    assert tokens.gap in asleep
    assert tokens.window in away
    assert {tokens.gap, tokens.hatch}.isdisjoint(away)
    theme.set_mode("light")


def test_a_gap_is_labelled_under_the_axis(shown, model):
    before = across(shown, 1, 0, 700)
    model.add_gap(Gap(ago(90), ago(70)))
    after = across(shown, 1, 0, 700)
    changed = [x for x, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    left, right = x_of(shown, 90), x_of(shown, 70)
    assert changed[0] < left
    assert changed[-1] > right
    assert abs((changed[0] + changed[-1]) - (left + right)) <= 3
    assert LIGHT.line in after[changed[0] : changed[-1]]


def test_a_label_hides_no_failure(shown, model):
    model.add_gap(Gap(ago(90), ago(70)))
    model.append([tick("a", 1, 92, 10), tick("a", 2, 80, 0.2)])
    for at in (84, 80):
        assert down(shown, x_of(shown, at), 0).count(LIGHT.failed) == 24


def test_a_move_of_the_clock_is_a_line_over_all_lanes_that_stays(shown, model):
    model.append([ClockMoved(ago(80), 3600 * S, NOW_WALL_NS - 80 * S + 3600 * S)])
    x = x_of(shown, 80)
    for row in range(1, 3):
        assert 10 <= down(shown, x, row).count(LIGHT.muted) <= 34
    model.append([ClockMoved(ago(20), -7200 * S, NOW_WALL_NS - 20 * S - 3600 * S)])
    assert x_of(shown, 80) == x
    assert 10 <= down(shown, x, 1).count(LIGHT.muted) <= 34
    assert LIGHT.muted not in down(shown, x, 3)  # under the last lane


def events() -> list[Event]:
    """Of each kind of mark something."""
    return [
        started("a", 300),
        retried("a", (140, 136, FAILED), (128, 120, FAILED), (100, 80, OK)),
        Paused("a", 1, ago(70)),
        Resumed("a", 1, ago(40)),
        started("b", 160),
        tick("b", 1, 150, 2),
        tick("b", 2, 120, 2),
        tick("b", 3, 70, 2),
        RunEnded("b", 1, Reason.GAVE_UP, 3, 0, ago(60)),
        ClockMoved(ago(110), 3600 * S, NOW_WALL_NS - 110 * S + 3600 * S),
        started("c", 90),
        started("c", 89.5, 2),
        started("c", 87, 3),
        Paused("c", 3, ago(80)),
    ]


@pytest.mark.parametrize("pixels", [-133, -7, 1, 90])
@pytest.mark.parametrize("span", [60, 175, 900])
def test_what_is_over_has_the_same_pixels_wherever_the_view_stands(shown, model, pixels, span):
    model.append(events())
    model.add_gap(Gap(ago(64), ago(52), GapKind.NOT_RUNNING))
    shown.camera.set_span(span * S)
    shown.camera.pan(-shown.camera.view.width // 3)
    before = picture(shown)
    shown.camera.pan(pixels)
    after = picture(shown)
    now = shown.camera.view.x(NOW_NS)
    edge = 130  # where a label may lie that only one of the pictures has room for
    for x in range(edge, min(700, now) - edge):
        if not edge <= x + pixels < min(700, now + pixels) - edge:
            continue
        for y in range(20, 3 * LANE):
            assert before.pixelColor(x + pixels, y) == after.pixelColor(x, y), (x, y)


def test_the_scene_shows_the_attempts_of_the_dump(qtbot, theme):
    view = scene.view(theme)
    qtbot.addWidget(view)
    image = picture(view)
    y = 5 * LANE + 12
    reds = [image.pixelColor(x, y).name() == LIGHT.failed for x in range(view.camera.view.x(NOW_NS))]
    blocks = sum(one and not before for before, one in zip([False, *reds], reds, strict=False))
    assert blocks == 3


@pytest.mark.parametrize("span", [60, 400])
def test_what_is_painted_bit_by_bit_is_what_is_painted_at_once(shown, model, theme, span):
    shown.camera.set_span(span * S)
    for number, event in enumerate(events()):
        model.append([event])
        if number == 6:
            model.add_gap(Gap(ago(64), ago(52), GapKind.NOT_RUNNING))
            model.add_gap(Gap(ago(5_000), ago(250), GapKind.SUSPENDED))
        shown.camera.pan((-1) ** number * 37 - 5)
        picture(shown)
    for pixels in (-60, -3, -250, 40, 1):
        shown.camera.pan(pixels)
        bit_by_bit = picture(shown)
        theme.set_mode("dark")
        picture(shown)
        theme.set_mode("light")
        assert picture(shown) == bit_by_bit, pixels
