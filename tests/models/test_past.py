"""What the history knows comes onto the present clock: to the timeline, the log, the states and the inspector."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

import pytest

from tests.store.histories import MONO_NS, NS, WALL_NS, end, start, tick, writing
from tests.tasks.make import make_task
from waitgui.engine.engine import LocalEngine
from waitgui.models.history_bridge import HistoryBridge
from waitgui.models.past import Past
from waitgui.models.recalled import recalled
from waitgui.models.session import Session
from waitgui.models.task_states import State
from waitgui.models.tick_log import TickLog
from waitgui.models.timeline import Anchor, Gap, Lane, Run, TickRef, TimelineModel
from waitgui.runner.scheduler import Scheduler
from waitgui.store.history_process import myself
from waitgui.store.history_reader import Reader
from waitgui.store.history_recent import Recent, recent
from waitgui.store.history_source import StoredMark, StoredTick
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks import record
from waitgui.tasks.record import Outcome, Paused, Planned, Reason, RunEnded, RunStarted
from waitgui.tasks.words import plain_text
from waitgui.views.explain import Explain

LONG_MS = 30_000
NOW_NS = 77 * NS
"""On the engine's clock of the present life, which is `AT_S` after the beginning of the one before."""
AT_S = 10_000
WALL_NOW_NS = WALL_NS + AT_S * NS


def at(seconds: float) -> int:
    """A time of the life before on the present clock."""
    return NOW_NS + round((seconds - AT_S) * NS)


def found(path, tasks=("a", "b"), *, now_s: float = AT_S):
    reader = Reader(path)
    try:
        past = recent(reader, "S", tasks, since_ns=0, most=1_000)
    finally:
        reader.close()
    return recalled(past, now_ns=NOW_NS + round((now_s - AT_S) * NS), wall_ns=WALL_NS + round(now_s * NS))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path, wall_ns=lambda: WALL_NS + 200 * NS, mono_ns=lambda: MONO_NS + 200 * NS) as writer:
        sink = writer.sink("S")
        sink.post(start("a", 1, 0))
        sink.post(tick("a", 1, 1, 5, 2))
        sink.post(tick("a", 1, 2, 10, 0, outcome=Outcome.SKIPPED, why="it was late"))
        sink.post(tick("a", 1, 3, 12, 1, outcome=Outcome.FAILED, exit_code=3, output="no space\n"))
        sink.post(end("a", 1, 2, 20, Reason.GAVE_UP))
        sink.post(start("b", 4, 100))
        sink.post(tick("b", 4, 1, 101, 3))
        sink.post(Paused("b", 4, MONO_NS + 110 * NS))
        sink.post(record.Gap(MONO_NS + 30 * NS, MONO_NS + 50 * NS, asleep=True))
    return path


def test_each_time_is_the_wall_clocks(path):
    past = found(path)
    assert [(one.task, one.n, one.start_ns, one.end_ns) for one in past.ticks] == [
        ("a", 1, at(5), at(7)),
        ("a", 2, at(10), at(10)),
        ("a", 3, at(12), at(13)),
        ("b", 1, at(101), at(104)),
    ]
    assert past.runs["a"] == [Run(1, at(0), at(20), Reason.GAVE_UP, 2)]
    assert past.left_out == 0
    assert past.gaps == [Gap(at(30), at(50))]


def test_a_run_that_may_go_on_elsewhere_ends_with_what_is_known_of_it(path):
    assert found(path).runs["b"] == [Run(4, at(100), at(104), None)]


def test_what_lies_in_the_future_is_left_out(path):
    past = found(path, now_s=11)  # the wall clock was set back since
    assert [(one.task, one.n) for one in past.ticks] == [("a", 1), ("a", 2)]
    assert past.left_out == 2
    assert past.runs == {"a": [Run(1, at(0), at(11), Reason.GAVE_UP, 2)]}
    assert past.gaps == []


def model(*tasks: str) -> TimelineModel:
    timeline = TimelineModel(Anchor(NOW_NS, WALL_NOW_NS))
    timeline.set_lanes(Lane(task, task, "") for task in tasks)
    return timeline


def live(task: str, run: int, n: int, start_ns: int) -> record.Tick:
    return record.Tick(
        task, run, n, record.Kind.ACTION, start_ns, start_ns, start_ns + NS, record.Result(Outcome.OK), 1, None, "none"
    )


@pytest.mark.parametrize("is_late", [False, True])
def test_the_past_lies_before_the_present_whenever_it_comes(path, is_late):
    timeline, past = model("a", "b"), found(path)
    present = [
        RunStarted("a", 2, NOW_NS, WALL_NOW_NS),
        live("a", 2, 1, NOW_NS),
        live("a", 2, 2, NOW_NS + 2 * NS),
    ]
    if is_late:
        timeline.append(present)
        timeline.recall(past)
    else:
        timeline.recall(past)
        timeline.append(present)
    ticks = timeline.window(at(0), NOW_NS + 10 * NS)
    mine = [*zip(ticks.run[ticks.lane == 0].tolist(), ticks.n[ticks.lane == 0].tolist(), strict=True)]
    assert sorted(mine) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]
    assert [run.run for run in timeline.runs(0)] == [1, 2]
    assert timeline.neighbour(TickRef("a", 2, 1), -1) == TickRef("a", 1, 3)
    assert timeline.neighbour(TickRef("a", 1, 3), 1) == TickRef("a", 2, 1)
    assert timeline.latest("a") == TickRef("a", 2, 2)
    assert timeline.latest("b") == TickRef("b", 4, 1)
    assert timeline.wall_ns(int(ticks.start.min())) == WALL_NS + 5 * NS
    assert timeline.gaps == past.gaps


def test_what_was_told_in_this_life_isnt_doubled(path):
    timeline, past = model("a"), found(path)
    timeline.append([RunStarted("a", 1, at(0), WALL_NS), live("a", 1, 1, at(5))])
    timeline.recall(past)
    ticks = timeline.window(at(0), NOW_NS)
    assert [*ticks.n[ticks.lane == 0]] == [1]
    assert [run.run for run in timeline.runs(0)] == [1]


def test_nothing_runs_because_it_once_did(path):
    timeline = model("a", "b")
    timeline.recall(found(path))
    assert timeline.running() == []
    assert not timeline.is_active
    assert [timeline.state(row).state for row in (0, 1)] == [State.IDLE, State.IDLE]
    assert all(run.end_ns is not None for row in (0, 1) for run in timeline.runs(row))


def stored(n: int, **result: object) -> StoredTick:
    return StoredTick(n, "S", tick(n=n, at_s=n, **result), MONO_NS, WALL_NS)


def test_the_log_gives_up_the_past_before_the_present():
    log = TickLog(most_ticks=5)
    log.note([tick("live", n=n) for n in (1, 2)])
    log.recall([stored(n) for n in range(1, 11)])
    assert [log.find("a", 1, n) is not None for n in range(7, 11)] == [False, True, True, True]
    log.note([tick("live", n=3)])
    assert log.find("a", 1, 8) is None
    assert log.find("live", 1, 1) is not None
    log.keep(stored(1))
    assert (log.find("a", 1, 1), log.find("a", 1, 9)) == (tick(n=1, at_s=1), None)


def test_the_log_knows_what_it_hasnt_read():
    log = TickLog()
    log.recall([stored(1)])
    (one,) = [log.find("a", 1, 1)]
    assert (log.unread(one), log.wall_offset_ns(one)) == (1, WALL_NS - MONO_NS)
    log.fill(("a", 1, 1), "hello", 7)
    one = log.find("a", 1, 1)
    assert (one.result.output, one.result.output_dropped, log.unread(one)) == ("hello", 7, None)
    assert log.wall_offset_ns(one) == WALL_NS - MONO_NS
    log.note([one])  # told in this life after all
    assert log.wall_offset_ns(one) is None
    log.fill(("gone", 1, 1), "late", 0)
    assert len(log) == 1


class Life:
    """A session with a history, what it recalls and what the inspector says of it."""

    def __init__(self, path, *, now_ns=None, wall_ns=None) -> None:
        self.scheduler = Scheduler()
        self.writer = HistoryWriter(path, mono_ns=self.scheduler.now_ns)
        self.bridge = HistoryBridge(path, settle=lambda: self.writer.flush(30))
        self.session = Session(LocalEngine(self.scheduler, history=self.writer), "Untitled")
        now_ns, wall_ns = now_ns or self.scheduler.now_ns, wall_ns or self.scheduler.wall_ns
        self.timeline = TimelineModel(Anchor(now_ns(), wall_ns()))
        self.log = TickLog()
        self.past = Past(self.session, self.bridge, self.timeline, self.log, now_ns=now_ns, wall_ns=wall_ns)
        self.explain = Explain(self.session, self.log, now_ns, self.session)
        self.explain.outputWanted.connect(self.past.read_output)
        self.past.outputRead.connect(self.explain.refresh)
        self.session.ticked.connect(self.timeline.append)
        self.session.ticked.connect(self.log.note)
        self.views: list = []
        self.explain.explained.connect(self.views.append)

    def open(self, path, qtbot) -> None:
        asyncio.run(self.session.open(path, ours=True))
        self.log.clear()
        self.timeline.clear()
        self.timeline.set_lanes(Lane(task.id, task.name, "") for task in self.session.task_set.tasks)
        with qtbot.waitSignal(self.past.recalled, timeout=LONG_MS):
            self.past.recall()

    def close(self) -> None:
        assert asyncio.run(self.session.stop_and_wait())
        assert self.scheduler.close(30) == 0
        assert self.bridge.close(30)
        assert self.writer.close(30)


@pytest.fixture
def living():
    lives = []

    def live_on(*places, **clocks):
        lives.append(Life(*places, **clocks))
        return lives[-1]

    yield live_on
    for life in lives:
        life.close()


def save(path, *tasks):
    """A file of that set, as the form would leave it."""
    scheduler = Scheduler()
    session = Session(LocalEngine(scheduler), "S")
    for task in tasks:
        session.put(task)
    asyncio.run(session.save(path))
    scheduler.close(30)


def test_the_inspector_explains_a_tick_of_another_life(qapp, qtbot, tmp_path, living):
    path = tmp_path / "history.sqlite3"
    plan = Planned("a", 1, 1, MONO_NS + 65 * NS, "start", MONO_NS + 5 * NS, 60 * NS, 0, 0)
    one = tick("a", 1, 1, 65, 2, outcome=Outcome.FAILED, exit_code=3, output="no space\nleft\n")._replace(plan=plan)
    with writing(path) as writer:
        sink = writer.sink("S")
        for event in (start("a", 1), one, RunEnded("a", 1, Reason.QUIT, 1, 0, MONO_NS + 70 * NS)):
            sink.post(event)
    save(tmp_path / "S.toml", make_task("a", action={"kind": "command", "argv": ["df"]}))
    life = living(path, now_ns=lambda: NOW_NS, wall_ns=lambda: WALL_NOW_NS)
    life.open(tmp_path / "S.toml", qtbot)
    life.explain.select("a")
    qtbot.waitUntil(lambda: life.views[-1].output is not None, timeout=LONG_MS)
    view = life.views[-1]
    due = datetime.fromtimestamp(WALL_NS // NS + 65, UTC).astimezone()
    begun = datetime.fromtimestamp(WALL_NS // NS + 5, UTC).astimezone()
    assert plain_text(list(view.sentence)) == (
        f"Due at {due:%H:%M:%S}.000: the run was started at {begun:%H:%M:%S}.000, plus 1 min. Started on time."
        " Failed after 2 s with exit code 3."
    ).replace("1 min", "1\N{NO-BREAK SPACE}min").replace("2 s", "2\N{NO-BREAK SPACE}s")
    assert view.output == "no space\nleft\n"
    assert view.stats == ()
    assert view.subtitle == f"Run 1, tick 1 · {due:%H:%M:%S}"
    assert life.session.states.of("a").state is State.IDLE
    assert life.session.states.of("a").last is not None


def test_a_set_that_is_opened_again_finds_what_it_just_did(qapp, qtbot, tmp_path, living):
    path, file = tmp_path / "history.sqlite3", tmp_path / "S.toml"
    save(file, make_task("a", period="5ms"))
    life = living(path)
    life.open(file, qtbot)
    life.session.start(["a"])
    qtbot.waitUntil(lambda: life.session.states.of("a").ticks >= 5, timeout=LONG_MS)
    asyncio.run(life.session.stop_and_wait())
    before = life.timeline.window(0, 2**62)
    life.open(file, qtbot)
    after = life.timeline.window(0, 2**62)
    assert [*after.n] == [*before.n]
    assert abs(after.start - before.start).max() < 50_000_000  # what the two clocks drifted apart
    (run,) = life.timeline.runs(0)
    assert run.reason is Reason.STOPPED


def test_what_is_older_is_read_when_somebody_looks_there(qapp, qtbot, tmp_path, living):
    path, day_s = tmp_path / "history.sqlite3", 86_400
    now_s = 20 * day_s
    with writing(path, wall_ns=lambda: WALL_NS + now_s * NS, mono_ns=lambda: MONO_NS + now_s * NS) as writer:
        sink = writer.sink("S")
        sink.post(start("a", 1))
        for n in range(20 * 24):
            sink.post(tick("a", 1, n, 3_600 * n, 60))
    save(tmp_path / "S.toml", make_task("a"))
    life = living(path, now_ns=lambda: NOW_NS, wall_ns=lambda: WALL_NS + now_s * NS)
    life.open(tmp_path / "S.toml", qtbot)
    model, past = life.timeline, life.past
    assert model.known_since_ns == NOW_NS - 14 * day_s * NS
    seen: list[bool] = []
    model.askingChanged.connect(seen.append)

    def ago(days: float) -> int:
        return NOW_NS - round(days * day_s * NS)

    with qtbot.assertNotEmitted(model.askingChanged):
        past.look_at(ago(10), ago(9))
    past.look_at(ago(19), ago(18.5))
    with qtbot.waitSignal(model.appended, timeout=LONG_MS):
        past.look_at(ago(18), ago(17))  # the newest question wins
        assert model.asking
    assert len(model.window(ago(18), ago(17))) == 25
    assert not len(model.window(ago(19), ago(18.6)))
    with qtbot.waitSignal(model.appended, timeout=LONG_MS):
        past.look_at(ago(30), ago(0))
    assert model.known_since_ns is None
    assert model.window(ago(21), ago(0)).n.tolist() == list(range(20 * 24))
    past.look_at(ago(30), ago(0))
    assert seen == [True, False, True, False]


def test_looking_away_drops_the_question(qapp, qtbot, tmp_path, living):
    path = tmp_path / "history.sqlite3"
    with writing(path, wall_ns=lambda: WALL_NS, mono_ns=lambda: MONO_NS) as writer:
        writer.sink("S").post(start("a", 1))
        writer.sink("S").post(tick("a"))
    save(tmp_path / "S.toml", make_task("a"))
    now_wall_ns = WALL_NS + 100 * 86_400 * NS
    life = living(path, now_ns=lambda: NOW_NS, wall_ns=lambda: now_wall_ns)
    life.open(tmp_path / "S.toml", qtbot)
    then_ns = NOW_NS - 100 * 86_400 * NS
    life.past.look_at(then_ns, then_ns + NS)
    assert life.timeline.asking
    life.past.look_at(NOW_NS - NS, NOW_NS)
    assert not life.timeline.asking
    with qtbot.waitSignal(life.timeline.appended, timeout=LONG_MS):
        life.past.look_at(then_ns, then_ns + NS)
    assert len(life.timeline.window(then_ns, then_ns + NS)) == 1


def test_a_history_that_cant_be_read_is_told_once_a_stretch(qapp, qtbot, tmp_path, living):
    path = tmp_path / "history.sqlite3"
    with writing(path, wall_ns=lambda: WALL_NS, mono_ns=lambda: MONO_NS) as writer:
        writer.sink("S").post(start("a", 1))
        writer.sink("S").post(tick("a"))
    save(tmp_path / "S.toml", make_task("a"))
    life = living(path, now_ns=lambda: NOW_NS, wall_ns=lambda: WALL_NS + 100 * 86_400 * NS)
    life.open(tmp_path / "S.toml", qtbot)
    life.writer.close(30)
    for file in tmp_path.glob("history.sqlite3*"):
        file.unlink()
    path.write_bytes(b"no database" * 1_000)
    then_ns = NOW_NS - 100 * 86_400 * NS
    with qtbot.waitSignal(life.past.failed, timeout=LONG_MS):
        life.past.look_at(then_ns, then_ns + NS)
    assert not life.timeline.asking
    with qtbot.assertNotEmitted(life.past.failed):
        life.past.look_at(then_ns, then_ns + NS)
    assert not life.timeline.asking


def test_a_run_that_was_killed_is_lost_when_it_is_shown(qapp, qtbot, tmp_path, living):
    path, file = tmp_path / "history.sqlite3", tmp_path / "S.toml"
    dead = myself()._replace(pid=2**22 + 1, start=1)
    with writing(path, me=dead) as writer:
        now_ns = time.time_ns()
        writer.sink("S").post(RunStarted("a", 1, 1_000, now_ns - 100 * NS))
        writer.sink("S").post(tick("a", 1)._replace(due_ns=2_000, start_ns=2_000, end_ns=3_000))
    save(file, make_task("a"))
    life = living(path)
    life.open(file, qtbot)
    (run,) = life.timeline.runs(0)
    assert run.reason is Reason.LOST


def test_the_past_of_the_set_before_doesnt_come_late(qapp, qtbot, tmp_path, living):
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        writer.sink("S").post(RunStarted("a", 1, 1_000, time.time_ns() - 100 * NS))
        writer.sink("S").post(tick("a", 1)._replace(due_ns=2_000, start_ns=2_000, end_ns=3_000))
    save(tmp_path / "S.toml", make_task("a"))
    save(tmp_path / "T.toml", make_task("a"))
    life = living(path)
    asyncio.run(life.session.open(tmp_path / "S.toml", ours=True))
    life.past.recall()
    life.open(tmp_path / "T.toml", qtbot)
    assert len(life.timeline) == 0
    assert life.timeline.gaps == []


def test_gaps_have_no_double():
    timeline = model("a")
    gap = Gap(1, 2)
    timeline.add_gap(gap)
    timeline.recall(recalled(recent_of(gap), now_ns=NOW_NS, wall_ns=WALL_NOW_NS))
    assert timeline.gaps == [gap]


def recent_of(gap: Gap):
    event = record.Gap(gap.start_ns, gap.end_ns, asleep=True)
    return Recent([], [], [StoredMark("S", event, NOW_NS, WALL_NOW_NS)])


@pytest.mark.parametrize("saved_while_it_runs", [True, False])
def test_a_set_that_was_saved_at_last_has_its_name_in_the_history_from_its_next_start_on(
    qapp, qtbot, tmp_path, living, saved_while_it_runs
):
    life = living(tmp_path / "history.sqlite3")
    session = life.session
    session.put(make_task("a", period="1h"))
    session.start(["a"])
    qtbot.waitUntil(lambda: session.states.of("a").ticks == 1, timeout=LONG_MS)
    if not saved_while_it_runs:
        assert asyncio.run(session.stop_and_wait())
    asyncio.run(session.save(tmp_path / "one.toml"))
    assert session.history_name == ("Untitled" if saved_while_it_runs else "one")
    assert asyncio.run(session.stop_and_wait())
    session.start(["a"])
    assert session.history_name == "one"
    qtbot.waitUntil(lambda: session.states.of("a").ticks == 2, timeout=LONG_MS)
    assert session.states.of("a").run == 2  # it is the second one on this timeline
    assert life.writer.flush(30)
    reader = Reader(tmp_path / "history.sqlite3")
    found = {name: [run.started.run for run in reader.runs(name, "a")] for name in ("Untitled", "one")}
    reader.close()
    assert found == {"Untitled": [1], "one": [2]}
