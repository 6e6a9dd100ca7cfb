"""The scripts that take the guide's pictures still know the program; the pictures themselves are for eyes."""

from __future__ import annotations

import importlib

import pytest

from tests.guide.pages import GUIDE, PAGES, pictures, text_of
from tests.views.dressing import dressed
from waitgui.paths import resources
from waitgui.store.history_replay import replay
from waitgui.store.task_set_file import load
from waitgui.tasks.record import Outcome, RunEnded, Tick


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(GUIDE.parent))
    return importlib.import_module


def test_the_simulated_past_is_like_life(script, tmp_path):
    demo = load(resources() / "demo.toml").task_set
    script("simulated_past").write(demo, tmp_path / "history.sqlite3")
    told = [event for _, event in replay(tmp_path / "history.sqlite3")]
    ticks = [event for event in told if isinstance(event, Tick)]
    assert {tick.task for tick in ticks} == {task.id for task in demo.tasks}
    assert {Outcome.OK, Outcome.FAILED, Outcome.TIMED_OUT, Outcome.MET} <= {tick.outcome for tick in ticks}
    ended = [event for event in told if isinstance(event, RunEnded)]
    assert len(ended) == 2 * len(demo.tasks)


def test_every_drawing_is_made(qapp, script, tmp_path):
    with dressed(qapp) as theme:
        script("drawings").draw(theme, tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    shown = {path.rpartition("/")[2] for page in PAGES for _, path in pictures(text_of("en", page))}
    assert made <= shown
    assert "concept-cap.png" in made


def test_what_the_screenshots_ask_of_the_program_can_be_imported(script):
    assert callable(script("screenshots").take)
