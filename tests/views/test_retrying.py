"""A command that fails and is tried again, by the real engine: what the window says while it waits for the next try."""

from __future__ import annotations

from tests.tasks.make import make_task
from tests.views.test_main_window import window  # noqa: F401 - a fixture
from waitgui.models.live_ticks import Column
from waitgui.tasks.record import Outcome
from waitgui.views.timeline.words import next_words, state_icon

LONG_MS = 30_000


def test_a_failing_command_shows_its_attempts_as_they_happen(window, qtbot):  # noqa: F811
    page, session = window.page, window.session
    action = {"kind": "command", "argv": ["sh", "-c", "exit 7"]}
    retry = {"duration": "200ms", "factor": 10_000, "jitter": 0, "steps": 5}
    session.put(make_task("a", period="1h", action=action, retry=retry))
    page.select("a")
    session.start(["a"])
    qtbot.waitUntil(lambda: len(page.models.timeline.tried("a")) == 2, timeout=LONG_MS)
    first, second = page.models.timeline.tried("a")
    assert (first.attempt.exit_code, second.attempt.exit_code) == (7, 7)
    assert first.next_ns <= second.attempt.start_ns
    state = session.states.of("a")
    assert next_words(state, (), page.models.now_ns()).replace("\xa0", " ").startswith("retry in 33 min")
    assert state_icon(state) == ("stairs", "accent")
    assert page.models.table.next_words("a").startswith("retry in ")

    explanation = page.inspector.findChild(object, "explanation")
    qtbot.waitUntil(lambda: "Attempt 3 of 5 in 33" in explanation.text(), timeout=LONG_MS)
    assert "2 attempts failed with exit code 7." in explanation.text()

    window.command("ticks").trigger()
    table = page.models.live_ticks
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=LONG_MS)
    assert table.index(0, Column.WHY).data().startswith("Attempt 3 of 5 in ")

    session.stop(["a"])
    qtbot.waitUntil(lambda: not session.active, timeout=LONG_MS)
    assert state.tried == ()
    assert state.last.outcome is Outcome.CANCELLED
    assert list(state.last.tries) == [first.attempt, second.attempt]
