from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.runner.drive import MS, Played
from tests.tasks.make import make_task
from waitgui.models.task_states import TaskStates
from waitgui.models.tick_bridge import FRAME_MS, MOST_A_FRAME, QUIET_AFTER, QUIET_MS, TickBridge
from waitgui.models.timeline import Anchor, TimelineModel
from waitgui.runner.standing import Standing
from waitgui.runner.stream import TickStream
from waitgui.tasks.record import RunStarted, TickStarted

if TYPE_CHECKING:
    from waitgui.tasks.record import Event

THREADS, EACH = 4, 2_500


def test_everything_arrives_in_order_in_the_gui_thread(qtbot):
    stream = TickStream()
    bridge = TickBridge(stream.subscribe())
    batches: list[list[RunStarted]] = []
    threads_seen = set()

    def take(events: list[RunStarted]) -> None:
        batches.append(events)
        threads_seen.add(threading.current_thread())

    bridge.ticked.connect(take)
    bridge.start()

    def post(number: int) -> None:
        for count in range(EACH):
            stream.emit(RunStarted(f"t{number}", count, 0, 0))

    threads = [threading.Thread(target=post, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: sum(map(len, batches)) == THREADS * EACH, timeout=30_000)
    for thread in threads:
        thread.join()
    bridge.stop()
    assert threads_seen == {threading.main_thread()}
    assert max(map(len, batches)) <= MOST_A_FRAME
    for number in range(THREADS):
        runs = [event.run for batch in batches for event in batch if event.task == f"t{number}"]
        assert runs == list(range(EACH))


def test_what_comes_unevenly_is_looked_for_in_every_frame_and_rest_begins_after_a_while(qtbot):
    stream = TickStream()
    bridge = TickBridge(stream.subscribe())
    bridge.start()
    for _ in range(3):
        stream.emit(RunStarted("t", 1, 0, 0))
        bridge.flush()
        for _ in range(QUIET_AFTER - 1):
            bridge.flush()
            assert bridge._timer.interval() == FRAME_MS
    bridge.flush()
    assert bridge._timer.interval() == QUIET_MS
    bridge.stop()


def test_stopping_hands_over_the_rest(qtbot):
    stream = TickStream()
    bridge = TickBridge(stream.subscribe(limit=2))
    seen: list[RunStarted] = []
    bridge.ticked.connect(seen.extend)
    for number in range(3):
        stream.emit(RunStarted("t", number, 0, 0))
    assert not bridge.running
    bridge.stop()
    assert [event.run for event in seen] == [0, 1]
    assert bridge.dropped == 1


@pytest.mark.parametrize("task", [
    make_task(period="1s"),
    make_task(period="1s", sliding=False, stop={"after_runs": 7}),
    make_task(period="1s", sliding=False, drift_free=True),
])  # fmt: skip
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 1_000])
def test_a_tick_that_is_over_at_once_leaves_what_it_would_have_left_with_its_start(qtbot, task, size):
    stream = TickStream()
    bridge = TickBridge(stream.subscribe())
    batches: list[list[Event]] = []
    bridge.ticked.connect(batches.append)
    played = Played(task).play([1_500 * MS, 3 * MS, 0, 2_500 * MS], 7)
    for begin in range(0, len(played.events), size):
        for event in played.events[begin : begin + size]:
            stream.emit(event)
        bridge.flush()
    told = [event for batch in batches for event in batch]
    starts = [event for event in told if isinstance(event, TickStarted)]
    assert size not in {1, 1_000} or len(starts) == (7 if size == 1 else 0)
    assert [event for event in told if not isinstance(event, TickStarted)] == [
        event for event in played.events if not isinstance(event, TickStarted)
    ]
    assert _left(batches) == _left([played.events])


def _left(batches: list[list[Event]]) -> tuple[object, ...]:
    """What somebody who took these batches knows of the task."""
    states, timeline, standing = TaskStates(), TimelineModel(Anchor(0, 0)), Standing()
    for batch in batches:
        states.apply(batch)
        timeline.append(batch)
        for event in batch:
            standing.apply(event)
    state = states.of("t")
    kept = state.state, state.ticks, state.skipped, state.failed, state.planned, state.ticking, state.last, state.reason
    stands = standing.run, standing.planned, standing.calls, standing.plan, standing.ticking, standing.last
    seen = timeline.plans_of("t"), timeline.running(), timeline.latest("t"), len(timeline)
    return kept, stands, seen
