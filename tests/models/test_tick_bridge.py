from __future__ import annotations

import threading

from waitgui.models.tick_bridge import MOST_A_FRAME, TickBridge
from waitgui.runner.stream import TickStream
from waitgui.tasks.record import RunStarted

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
