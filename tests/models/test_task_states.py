from __future__ import annotations

from tests.runner.drive import MS, Played
from tests.tasks.make import make_task
from waitgui.models.task_states import TRIED_KEPT, State, TaskState, TaskStates
from waitgui.models.tick_log import TickLog
from waitgui.tasks.record import Kind, Outcome, Planned, Result, RunStarted, TickStarted, Tried

FAILED = Result(Outcome.FAILED, exit_code=1, output="x" * 100)


def test_a_task_from_idle_to_done():
    played = Played(make_task(period="1s", stop={"after_runs": 2}))
    states = TaskStates()
    assert states.of("t").state is State.IDLE
    assert states.apply(played.events) == {"t"}
    assert states.of("t").state is State.WAITING
    played.events.clear()
    played.step = played.run.wake(played.now_ns)
    states.apply(played.events)
    assert states.of("t").state is State.RUNNING
    assert states.of("t").planned is None
    played.events.clear()
    played.step = played.run.complete(played.now_ns + 5 * MS, FAILED)
    states.apply(played.events)
    state = states.of("t")
    assert (state.state, state.ticks, state.failed, state.ticking) == (State.WAITING, 1, 1, None)
    assert state.planned is not None
    assert states.next_due(["t"]) == (state.planned.due_ns, "t")
    played.events.clear()
    played.tick()
    states.apply(played.events)
    assert (state.state, state.ticks, state.planned) == (State.DONE, 2, None)
    assert states.counts(["t", "u"]) == {State.DONE: 1, State.IDLE: 1}
    assert states.next_due(["t"]) is None


def test_how_a_set_stands_is_looked_up_when_something_happened():
    played = Played(make_task(period="1s"))
    tasks, states = (make_task(), make_task("u")), TaskStates()
    idle = states.overall(tasks)
    assert (idle.counts, idle.due, idle.lateness_ns) == ({State.IDLE: 2}, None, None)
    assert states.overall(tasks) is idle
    states.apply(played.events)
    started = states.overall(tasks)
    assert (started.counts, started.due) == ({State.WAITING: 1, State.IDLE: 1}, states.next_due(["t"]))
    assert states.overall(tasks) is started
    assert states.overall(tasks[:1]).counts == {State.WAITING: 1}
    played.tick(result=FAILED)
    states.apply(played.events)
    assert states.overall(tasks).counts == {State.FAILING: 1, State.IDLE: 1}
    states.forget("t")
    assert states.overall(tasks).counts == {State.IDLE: 2}


def test_a_waiting_task_whose_latest_tick_failed_is_shown_as_failing():
    played = Played(make_task(period="1s"))
    played.tick(result=FAILED)
    states = TaskStates()
    states.apply(played.events)
    assert (states.of("t").state, states.of("t").shown) == (State.WAITING, State.FAILING)
    assert states.counts(["t"]) == {State.FAILING: 1}


def test_ticks_that_were_dropped_on_the_way_are_counted_by_number():
    played = Played(make_task(period="1s")).play([0], 10)
    states = TaskStates()
    states.apply([*played.events[:4], *played.events[-4:]])
    assert states.of("t").ticks == 10


def test_lateness_is_what_95_of_100_keep_to():
    played = Played(make_task(period="1s"))
    for number in range(100):
        played.tick(late_ns=number * MS)
    states = TaskStates()
    assert states.lateness_ns() is None
    states.apply(played.events)
    assert states.lateness_ns() == 95 * MS


def test_the_wall_clock_is_tied_to_the_engines():
    states = TaskStates()
    states.apply(Played(make_task(), start_ns=100, wall_ns=1_100).events)
    assert states.wall_offset_ns == 1_000


def test_the_log_keeps_the_latest_within_its_bounds():
    played = Played(make_task(period="1s"))
    for _ in range(10):
        played.tick(result=FAILED)
    log = TickLog(most_ticks=4)
    log.note(played.events)
    assert (len(log), log.find("t", 1, 6), log.find("t", 1, 7)) == (4, None, played.ticks[6])
    assert log.beside(played.ticks[7], -1) == played.ticks[6]
    assert log.beside(played.ticks[9], 1) is None
    log = TickLog(most_output=250)
    log.note(played.events)
    assert len(log) == 2
    log.clear()
    assert len(log) == 0


def test_a_tick_under_way_keeps_how_its_due_time_came_about():
    state = TaskState()
    state.apply(RunStarted("a", 1, 0, 0))
    plan = Planned("a", 1, 1, 10, "start", 0, 10, 0, 0)
    state.apply(plan)
    state.apply(TickStarted("a", 1, 1, Kind.ACTION, 10, 12))
    assert (state.planned, state.plan) == (None, plan)
    state.apply(Planned("a", 1, 2, 30, "tick end", 20, 10, 0, 0))
    state.apply(TickStarted("a", 1, 2, Kind.ACTION, 25, 25))  # asked for, before it was due
    assert state.plan is None


def test_the_attempts_of_a_tick_under_way_are_known_until_it_is_over():
    played, state = Played(make_task(period="1s", retry={"duration": "1s", "jitter": 0})), TaskState()

    def told(result: Result) -> list[int]:
        played.tick(result=result)
        for event in played.events:
            state.apply(event)
        played.events.clear()
        return [one.number for one in state.tried]

    assert told(FAILED) == [1]
    assert (state.state, state.tried[0].next_ns) == (State.RUNNING, played.now_ns + 1_000 * MS)
    assert told(FAILED) == [1, 2]
    assert told(Result(Outcome.OK)) == []
    assert told(FAILED) == [1]


def test_of_many_attempts_the_latest_are_known():
    many = TRIED_KEPT + 3
    played, state = Played(make_task(retry={"duration": "1ms", "steps": many + 1})), TaskState()
    for event in played.answers(*[FAILED] * many).events:
        state.apply(event)
    assert [one.number for one in state.tried] == list(range(4, many + 1))


def test_attempts_of_another_tick_are_not_those_of_the_one_under_way():
    played, state = Played(make_task(retry={"duration": "1ms"})), TaskState()
    for event in played.answers(FAILED).events:
        if not isinstance(event, TickStarted):
            state.apply(event)
    assert state.tried == ()  # its start was dropped on the way
    (tried,) = (event for event in played.events if isinstance(event, Tried))
    state.apply(TickStarted("t", 2, tried.n, Kind.ACTION, 0, 0))
    assert state.tried == ()
