"""How long ticks took, of the history."""

from __future__ import annotations

from tests.store.histories import NS, start, tick, writing
from waitgui.store.history_lengths import lengths
from waitgui.store.history_reader import Reader
from waitgui.tasks.record import Outcome


def test_one_in_twenty_takes_longer(tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        sink = writer.sink("Set")
        sink.post(start("a"))
        for n in range(1, 101):
            sink.post(tick("a", n=n, at_s=n, took_s=n / 1000))
        sink.post(tick("a", n=101, at_s=101, took_s=900, outcome=Outcome.CANCELLED))
        sink.post(tick("a", n=102, at_s=102, outcome=Outcome.SKIPPED))
        sink.post(start("b"))
        writer.sink("Other").post(start("a", at_s=1))
        writer.sink("Other").post(tick("a", at_s=1, took_s=60))
    reader = Reader(path)
    found = lengths(reader, "Set", ["a", "b", "never ran"])
    assert found == {"a": (95 * NS // 1000, 100)}
    assert lengths(reader, "Set", ["a"], latest=10) == {"a": (100 * NS // 1000, 10)}
    reader.close()


def test_without_a_history_nothing_is_known(tmp_path):
    reader = Reader(tmp_path / "none.sqlite3")
    assert lengths(reader, "Set", ["a"]) == {}
