"""What is planned of the tasks in sight follows what is told of them."""

from __future__ import annotations

import threading

import pytest

from tests.runner.drive import MS
from tests.tasks.make import make_task
from waitgui.models.errands import Errands
from waitgui.models.foresight import MOST, Foresight
from waitgui.models.timeline import Anchor, Lane, PlannedTick, TimelineModel
from waitgui.runner.run import TaskRun
from waitgui.tasks.record import ClockMoved, Event, Kind, Outcome, Reason, Result, RunEnded
from waitgui.wait.loop import Call, Sleep

S = 1_000_000_000
OK = Result(Outcome.OK)


class _World:
    """Tasks that run on a clock that stands until it is set, and the timeline that hears of them."""

    def __init__(self, *tasks, errands: type[Errands] = Errands) -> None:
        self.now_ns = 0
        self.tasks = {task.id: task for task in tasks}
        self.timeline = TimelineModel(Anchor(0, 0))
        self.timeline.set_lanes([Lane(task.id, task.name, "") for task in tasks])
        self.errands = errands(self.timeline)
        self.foresight = Foresight(
            self.timeline, self.errands, self.tasks.get, lambda: self.now_ns, parent=self.timeline
        )
        self.events: list[Event] = []
        self.runs = {task.id: TaskRun(task, 1, random=lambda: 0.5, emit=self.events.append) for task in tasks}
        self.steps = {task.id: self.runs[task.id].start(0, 0) for task in tasks}

    def play(self, task: str, turns: int, takes_ns: int = 100 * MS) -> None:
        for _ in range(turns):
            step, run = self.steps[task], self.runs[task]
            if isinstance(step, Sleep):
                self.now_ns = max(self.now_ns, step.until_ns)
                self.steps[task] = run.wake(self.now_ns)
            elif isinstance(step, Call):
                self.now_ns += takes_ns
                self.steps[task] = run.complete(self.now_ns, OK)

    def tell(self) -> None:
        told = self.events[:]
        self.events.clear()
        self.foresight.note(told)
        self.timeline.append(told)


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(condition, timeout=10_000)


def starts(world: _World, row: int) -> list[float]:
    return [tick.earliest_ns / S for tick in world.timeline.plans(row)]


def test_what_is_in_sight_is_foreseen_up_to_the_edge(wait):
    world = _World(make_task("a", period="1s"), make_task("b", period="1s"))
    world.play("a", 2)
    world.tell()
    assert starts(world, 0) == [1.1]
    world.foresight.look(("a",), 4 * S)
    wait(lambda: starts(world, 0) == [1.1, 2.2, 3.3])
    assert starts(world, 1) == [0]
    world.foresight.look(("a",), 6 * S)
    wait(lambda: starts(world, 0) == [1.1, 2.2, 3.3, 4.4, 5.5])


def test_the_next_tick_shows_at_once_and_those_after_it_stay(wait):
    world = _World(make_task(period="1s"))
    world.foresight.look(("t",), 4 * S)
    world.play("t", 2)
    world.tell()
    wait(lambda: len(starts(world, 0)) == 3)
    world.play("t", 1)
    world.tell()
    assert starts(world, 0) == [2.2, 3.3]
    world.play("t", 1, takes_ns=300 * MS)
    world.tell()
    assert starts(world, 0)[0] == 2.4
    wait(lambda: starts(world, 0) == [2.4, 3.7])


def test_the_end_is_told(wait):
    world = _World(make_task(period="1s", stop={"after_runs": 3}))
    world.foresight.look(("t",), 60 * S)
    world.play("t", 2)
    world.tell()
    wait(lambda: world.timeline.planned_end(0) is not None)
    assert world.timeline.planned_end(0) == (2_300 * MS, Reason.AFTER_RUNS, 3)
    world.play("t", 4)
    world.tell()
    assert world.timeline.planned_end(0) is None
    assert world.timeline.plans(0) == ()


class _Held(Errands):
    """Begins to work when it is let."""

    def __init__(self, parent) -> None:
        super().__init__(parent)
        self.asked, self.let = threading.Event(), threading.Event()

    def work_out(self, question, done, name) -> None:
        def work(stop):
            self.asked.set()
            assert self.let.wait(10)
            return question(stop)

        super().work_out(work, done, name)


def test_an_answer_about_a_run_that_is_over_is_dropped(wait):
    world = _World(make_task("a", period="1s"), make_task("b", period="1s"), errands=_Held)
    world.foresight.look(("a", "b"), 5 * S)
    world.play("a", 2)
    world.tell()
    wait(world.errands.asked.is_set)
    world.events.append(RunEnded("a", 1, Reason.STOPPED, 1, 0, world.now_ns))
    world.tell()
    world.errands.let.set()
    wait(lambda: len(starts(world, 1)) > 1)
    assert world.timeline.plans(0) == ()


def test_an_answer_that_came_late_is_told_from_what_is_known_since(wait):
    world = _World(make_task(period="1s"), errands=_Held)
    world.foresight.look(("t",), 5 * S)
    world.play("t", 2)
    world.tell()
    wait(world.errands.asked.is_set)
    world.play("t", 2)
    world.tell()
    world.errands.let.set()
    wait(lambda: starts(world, 0) == [2.2, 3.3, 4.4])


def test_checks_are_told_from_actions(wait):
    world = _World(make_task(kind="poll", interval="1s", timeout="10s"))
    world.foresight.look(("t",), 60 * S)
    world.tell()
    wait(lambda: len(world.timeline.plans(0)) == 9)
    assert {tick.kind for tick in world.timeline.plans(0)} == {Kind.CONDITION}
    assert world.timeline.planned(0).columns.is_check.all()


def test_many_ticks_are_cut_off_and_go_on(wait):
    world = _World(make_task(period="1ms"))
    world.foresight.look(("t",), 60 * S)
    world.play("t", 2)
    world.tell()
    wait(lambda: len(world.timeline.plans(0)) == MOST)
    assert world.timeline.planned(0).goes_on


def test_what_is_late_is_expected_later_by_the_second(wait):
    world = _World(make_task(period="1s"))
    world.foresight.look(("t",), 60 * S)
    world.play("t", 2)
    world.tell()
    wait(lambda: len(starts(world, 0)) > 1)
    world.now_ns = 10 * S
    wait(lambda: starts(world, 0)[0] == 10)


def test_a_clock_that_was_set_moves_the_end(wait):
    world = _World(make_task(period="1s", stop={"at": "1970-01-01T00:00:30Z"}))
    world.foresight.look(("t",), 60 * S)
    world.play("t", 2)
    world.tell()
    wait(lambda: world.timeline.planned_end(0) is not None)
    assert world.timeline.planned_end(0).at_ns == 30 * S
    world.foresight.note([ClockMoved(world.now_ns, 5 * S, world.now_ns + 5 * S)])
    wait(lambda: world.timeline.planned_end(0).at_ns == 25 * S)


def test_what_is_out_of_sight_costs_no_thread():
    world = _World(*(make_task(f"t{n}") for n in range(50)))
    for n in range(50):
        world.play(f"t{n}", 2)
    world.foresight.look((), 0)
    world.tell()
    assert world.errands.wait(0)
    assert all(len(world.timeline.plans(row)) == 1 for row in range(50))


def test_another_set_begins_anew(wait):
    world = _World(make_task(period="1s"))
    world.foresight.look(("t",), 9 * S)
    world.play("t", 2)
    world.tell()
    wait(lambda: len(starts(world, 0)) > 1)
    world.foresight.clear()
    world.foresight.look(("t",), 20 * S)
    assert world.timeline.plans(0)[0] == PlannedTick(1_100 * MS, 1_100 * MS)


def ends(world: _World) -> list[float | None]:
    """When the run of each row ends by the plan, in s."""
    planned = [world.timeline.planned_end(row) for row in range(len(world.timeline.lanes))]
    return [None if end is None else end.at_ns / S for end in planned]


def follower(task: str, leader: str, **stop):
    return make_task(task, period="2s", stop={"when_task_ends": leader, **stop})


def test_one_that_ends_with_another_is_planned_up_to_there(wait):
    world = _World(make_task("a", period="1s", stop={"after_runs": 4}), follower("b", "a"))
    world.foresight.look(("a", "b"), 60 * S)
    world.play("a", 2)
    world.play("b", 2)
    world.tell()
    wait(lambda: None not in ends(world))
    assert world.timeline.planned_end(0) == (3_400 * MS, Reason.AFTER_RUNS, 4)
    assert world.timeline.planned_end(1) == (3_400 * MS, Reason.WHEN_TASK_ENDS, 0)
    assert starts(world, 1) == [2.2]
    world.play("a", 2, takes_ns=5 * S)
    world.tell()
    wait(lambda: ends(world) == [18.1, 18.1])
    assert starts(world, 1)[-1] < 18.1 < starts(world, 1)[-1] + 2.1


def test_the_other_is_looked_at_although_it_is_out_of_sight(wait):
    world = _World(make_task("a", period="1s", stop={"after_runs": 4}), follower("b", "a"), follower("c", "b"))
    world.play("a", 2)
    world.tell()
    world.foresight.look(("c",), 60 * S)
    wait(lambda: ends(world)[2] == 3.4)
    world.events.append(RunEnded("a", 1, Reason.STOPPED, 1, 0, world.now_ns))
    world.tell()
    wait(lambda: ends(world)[2] is None)
    assert len(starts(world, 2)) > 10


def test_the_end_of_a_cycle_is_that_of_one_of_it(wait):
    world = _World(follower("a", "c"), follower("b", "a", after_runs=3), follower("c", "b"))
    world.foresight.look(("a", "b", "c"), 60 * S)
    world.tell()
    wait(lambda: ends(world) == [4.0, 4.0, 4.0])
    reasons = [world.timeline.planned_end(row).reason for row in range(3)]
    assert reasons == [Reason.WHEN_TASK_ENDS, Reason.AFTER_RUNS, Reason.WHEN_TASK_ENDS]
    world.play("b", 2, takes_ns=6 * S)
    world.tell()
    wait(lambda: ends(world) == [22.0, 22.0, 22.0])


def test_where_the_other_does_not_end_or_run_it_goes_on(wait):
    world = _World(make_task("a", period="1s"), follower("b", "a"), follower("c", "nobody"))
    world.foresight.look(("a", "b", "c"), 60 * S)
    world.tell()
    wait(lambda: all(len(starts(world, row)) > 10 for row in range(3)))
    assert ends(world) == [None, None, None]


def test_a_single_tick_that_was_asked_for_ends_with_nobody(wait):
    world = _World(make_task("a", period="1s", stop={"after_runs": 4}), follower("b", "a"))
    world.foresight.look(("a", "b"), 60 * S)
    world.play("a", 2)
    world.events = [event for event in world.events if event.task != "b"]
    run = TaskRun(world.tasks["b"], 1, random=lambda: 0.5, emit=world.events.append, only_once=True)
    run.start(world.now_ns, 0)
    world.tell()
    wait(lambda: ends(world)[0] == 3.4)
    assert world.timeline.planned_end(1).reason is Reason.AFTER_RUNS
