"""The arranger with a real timeline: what the user chooses is there at once, what time changes waits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from waitgui.models.lane_arranger import LaneArranger, LaneTask
from waitgui.models.lane_order import Choice, Show, Sort
from waitgui.models.task_states import TaskStates
from waitgui.models.timeline import Anchor, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Planned, Result, RunStarted, Tick

TASKS = [
    LaneTask("a", "Alpha", "every 10 s", ("day",)),
    LaneTask("b", "Beta", "every 20 s", ("night",)),
    LaneTask("c", "Gamma", "every 30 s", ("day", "night")),
    LaneTask("d", "Delta", "once"),
]


class Scene:
    def __init__(self, parent) -> None:
        self.timeline = TimelineModel(Anchor(0, 0), parent=parent)
        self.states = TaskStates()
        self.arranger = LaneArranger(self.timeline, self.states.of, parent)
        self.arranger.set_tasks(TASKS)

    def tell(self, *events) -> None:
        self.states.apply(events)
        self.timeline.append(events)

    def plan(self, task: str, due_ns: int) -> None:
        self.tell(RunStarted(task, 1, 0, 0), Planned(task, 1, 1, due_ns, "grid", due_ns, 0, 0, 0))

    def fail(self, task: str, n: int) -> None:
        self.tell(Tick(task, 1, n, Kind.ACTION, n, n, n + 1, Result(Outcome.FAILED)))

    def rows(self) -> list[str]:
        return [lane.task or f"{lane.group}:{''.join(lane.tasks)}" for lane in self.timeline.lanes]


@pytest.fixture
def scene(qapp, qtbot):
    parent = QObject()
    yield Scene(parent)
    parent.deleteLater()


def test_lanes_are_in_groups_those_without_a_tag_last(scene):
    assert scene.rows() == ["a", "c", "b", "d"]
    assert [lane.group for lane in scene.timeline.lanes] == ["day", "day", "night", ""]
    assert scene.timeline.lanes[0].schedule == "every 10 s"


def test_a_collapsed_group_is_one_row_and_opens_again(scene, qtbot):
    with qtbot.waitSignals([scene.arranger.arranged, scene.arranger.chosen]):
        scene.arranger.toggle("day")
    assert scene.rows() == ["day:ac", "b", "d"]
    assert scene.timeline.row_of("c") == 0
    scene.arranger.collapse_all()
    assert scene.rows() == ["day:ac", "night:b", ":d"]
    scene.arranger.toggle("day")
    assert scene.rows() == ["a", "c", "night:b", ":d"]
    scene.arranger.expand_all()
    assert scene.rows() == ["a", "c", "b", "d"]


def test_without_groups_the_set_s_order_is_left(scene):
    scene.arranger.group(grouped=False)
    assert scene.rows() == ["a", "b", "c", "d"]
    assert not any(lane.group for lane in scene.timeline.lanes)


def test_a_filter_leaves_out_what_it_doesnt_let_through(scene):
    scene.arranger.filter("night", Show.ALL)
    assert scene.arranger.shown == {"b", "c"}
    assert scene.rows() == ["c", "b"]
    scene.arranger.filter("rsnc", Show.ALL)
    assert scene.arranger.finds_nothing
    assert scene.rows() == []
    scene.arranger.filter("", Show.ALL)
    assert not scene.arranger.finds_nothing
    assert len(scene.rows()) == 4


def test_time_changes_the_order_every_few_seconds_only(scene):
    held = [False]
    scene.arranger.hold_while(lambda: held[0])
    scene.arranger.choose(Choice(grouped=False, sort=Sort.NEXT))
    scene.plan("c", 5)
    scene.plan("a", 9)
    assert scene.rows() == ["a", "b", "c", "d"], "rows jumped as ticks were planned"
    held[0] = True
    scene.arranger._tick.timeout.emit()
    assert scene.rows() == ["a", "b", "c", "d"], "rows jumped under the mouse"
    held[0] = False
    scene.arranger._tick.timeout.emit()
    assert scene.rows() == ["c", "a", "b", "d"]
    scene.plan("d", 1)
    held[0] = True
    scene.arranger.sort(Sort.NEXT)
    assert scene.rows() == ["d", "c", "a", "b"], "asked for again, the order is made anew"


def test_the_timer_runs_only_where_time_changes_something(scene):
    assert not scene.arranger._tick.isActive()
    scene.arranger.sort(Sort.FAILURES)
    assert scene.arranger._tick.isActive()
    scene.arranger.sort(Sort.NAME)
    assert not scene.arranger._tick.isActive()
    scene.arranger.filter("", Show.RUNNING)
    assert scene.arranger._tick.isActive()


def test_most_and_latest_failures(scene):
    scene.arranger.group(grouped=False)
    for task, n in (("b", 1), ("b", 2), ("d", 3)):
        scene.fail(task, n)
    scene.arranger.sort(Sort.FAILURES)
    assert scene.rows() == ["b", "d", "a", "c"]
    scene.arranger.sort(Sort.LAST_FAILURE)
    assert scene.rows() == ["d", "b", "a", "c"]


def test_nothing_is_told_twice(scene, qtbot):
    with qtbot.assertNotEmitted(scene.timeline.lanesChanged), qtbot.assertNotEmitted(scene.arranger.arranged):
        scene.arranger.set_tasks(TASKS)
        scene.arranger.choose(Choice())
    with qtbot.waitSignal(scene.timeline.lanesChanged), qtbot.assertNotEmitted(scene.arranger.arranged):
        scene.arranger.set_tasks([TASKS[0]._replace(name="Another"), *TASKS[1:]])
