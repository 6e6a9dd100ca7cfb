"""Questions to the history from the GUI thread: answered in order, the outdated ones not at all."""

from __future__ import annotations

import threading

import pytest

from tests.store.histories import end, start, tick, writing
from waitgui.models.history_bridge import HistoryBridge
from waitgui.store.history_reader import Which

LONG_MS = 30_000


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        sink = writer.sink("S")
        sink.post(start())
        for n in range(1, 2_001):
            sink.post(tick(n=n, at_s=n, output="ä" * 5_000 if n < 500 else ""))
        sink.post(end(ticks=2_000, at_s=2_001))
    return path


@pytest.fixture
def bridge(qapp, path):
    bridge = HistoryBridge(path)
    yield bridge
    assert bridge.close(30)


def never(what):
    raise AssertionError(what)


def test_an_answer_comes_back_into_the_gui_thread(bridge, qtbot):
    threads = []

    def ask(reader):
        threads.append(threading.current_thread())
        return reader.count("S", "a")

    told = []
    bridge.ask("count", ask, lambda count: told.append((count, threading.current_thread())), never)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_MS)
    assert told == [(2_000, threading.main_thread())]
    assert threads[0].name == "waitgui-history-reader"


def test_a_newer_question_cuts_off_the_one_before_of_its_topic(bridge, qtbot):
    begun, told = threading.Event(), []

    def endless(reader):
        begun.set()
        while True:  # until it is cut off
            reader.count("S", "a", which=Which(text="ö"))

    bridge.ask("ticks", endless, never, never)
    assert begun.wait(30)
    bridge.ask("ticks", lambda _: "outdated", never, never)
    bridge.ask("output", lambda _: "other", told.append, never)
    bridge.ask("ticks", lambda reader: reader.count("S", "a"), told.append, never)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=LONG_MS)
    assert told == ["other", 2_000]


def test_an_answer_that_is_under_way_to_the_window_is_outdated_too(bridge, qtbot):
    answered, told = threading.Event(), []
    bridge.ask("a", lambda _: "old", never, never)
    bridge.ask("b", lambda _: answered.set(), lambda _: None, never)
    assert answered.wait(30)  # the first answer waits in the queue of this thread
    bridge.ask("a", lambda _: "new", told.append, never)
    bridge.ask("c", lambda _: "last", told.append, never)
    bridge.cancel("c")
    bridge.ask("d", lambda _: "d", told.append, never)
    qtbot.waitUntil(lambda: "d" in told, timeout=LONG_MS)
    assert told == ["new", "d"]


def test_what_is_wrong_is_told(qapp, qtbot, tmp_path):
    path = tmp_path / "history.sqlite3"
    path.write_bytes(b"this is no database" * 500)
    bridge, told = HistoryBridge(path), []
    bridge.ask("runs", lambda reader: reader.runs("S", "a"), never, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_MS)
    assert told == ["it isn't a history"]
    assert bridge.close(30)


def test_a_question_may_wait_for_what_is_being_written(qapp, qtbot, path):
    order = []
    bridge = HistoryBridge(path, settle=lambda: order.append("settled"))
    bridge.ask("old", lambda _: order.append("old"), lambda _: None, never)
    bridge.ask("new", lambda _: order.append("new"), lambda _: None, never, is_fresh=True)
    qtbot.waitUntil(lambda: len(order) == 3, timeout=LONG_MS)
    assert order == ["old", "settled", "new"]
    assert bridge.close(30)


def test_closing_cuts_off_and_tells_nothing(qapp, path):
    bridge, begun = HistoryBridge(path), threading.Event()

    def endless(reader):
        begun.set()
        while True:
            reader.count("S", "a", which=Which(text="ö"))

    bridge.ask("ticks", endless, never, never)
    assert begun.wait(30)
    assert bridge.close(30)
    bridge.ask("ticks", endless, never, never)  # nobody answers any more
    assert bridge.close(30)


def test_channels_take_nothing_from_each_other(bridge, qtbot):
    told = []
    first, second = bridge.channel(), bridge.channel()
    first.ask("count", lambda reader: reader.count("S", "a"), lambda count: told.append(("first", count)), never)
    second.ask("count", lambda reader: reader.count("S", "a"), lambda count: told.append(("second", count)), never)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=LONG_MS)
    assert told == [("first", 2_000), ("second", 2_000)]


def test_a_closed_channel_is_told_nothing(bridge, qtbot):
    told = []
    closed, other = bridge.channel(), bridge.channel()
    closed.ask("count", lambda reader: reader.count("S", "a"), never, never)
    closed.close()
    other.ask("count", lambda reader: reader.count("S", "a"), told.append, never)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_MS)
