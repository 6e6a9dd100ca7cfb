"""Pages, windows and searches give what a look at every tick would give."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.histories import MONO_NS, NS, WALL_NS, end, start, tick, told, writing
from waitgui.store.history_reader import Reader, Which
from waitgui.store.history_retention import Limits
from waitgui.store.history_source import InterruptedReadError
from waitgui.tasks.record import Outcome, Tick

NONE = Limits(None, None, None)
WORDS = ("disk full", "100 %", "a_b", "axb", 'it\'s "so"', "Grüße", "GRÜSSE", "\\", "nul\0behind", "", "Straße")


@pytest.fixture(scope="module")
def ticks() -> dict[tuple[str, str], list[Tick]]:
    """Ticks of two sets, by set and task, as they were told."""
    choose = random.Random(5)
    made: dict[tuple[str, str], list[Tick]] = {}
    for set_name, task in (("S", "a"), ("S", "b"), ("T", "a")):
        made[set_name, task] = [
            tick(
                task,
                run,
                n,
                run * 1_000 + n * 3,
                choose.choice((0, 0.5, 2.9, 2.9, 400)),
                outcome=choose.choice(list(Outcome)),
                why=choose.choice(WORDS),
                output=choose.choice(WORDS),
            )
            for run in range(1, 5)
            for n in range(1, 30)
        ]
    return made


@pytest.fixture(scope="module")
def path(tmp_path_factory, ticks):
    path = tmp_path_factory.mktemp("reader") / "history.sqlite3"
    with writing(path, limits=NONE) as writer:
        for (set_name, task), made in ticks.items():
            for run in range(1, 5):
                writer.sink(set_name).post(start(task, run, run * 1_000))
                for one in made:
                    if one.run == run:
                        writer.sink(set_name).post(one)
                if run < 4:
                    writer.sink(set_name).post(end(task, run, 29, run * 1_000 + 999))
    return path


@pytest.fixture
def reader(path):
    reader = Reader(path)
    yield reader
    reader.close()


def pages(question, cursor):
    """All that the pages of a question have."""
    found, before = [], None
    while page := question(before):
        found += page
        before = cursor(page[-1])
    return found


def test_tasks(reader):
    assert reader.tasks() == [("S", "a"), ("S", "b"), ("T", "a")]


@pytest.mark.parametrize("most", [1, 3, 1_000])
def test_pages_of_runs(reader, most):
    runs = pages(lambda before: reader.runs("S", "b", before=before, most=most), lambda run: run.started.run)
    assert [run.started for run in runs] == [start("b", run, run * 1_000) for run in (4, 3, 2, 1)]
    assert [run.ended for run in runs] == [None, *(end("b", run, 29, run * 1_000 + 999) for run in (3, 2, 1))]
    assert reader.run("S", "b", 3) == runs[1]
    assert reader.run("S", "b", 9) is None


@pytest.mark.parametrize("most", [1, 7, 1_000])
@pytest.mark.parametrize("run", [None, 2])
@pytest.mark.parametrize(
    "which", [Which(), Which(frozenset({Outcome.FAILED, Outcome.MET})), Which(frozenset({Outcome.OK}), "a")]
)
def test_pages_of_ticks(reader, ticks, most, run, which):
    found = pages(
        lambda before: reader.ticks("S", "a", run, which=which, before=before, most=most, with_output=True),
        lambda stored: (stored.tick.run, stored.tick.n),
    )
    wanted = [
        one
        for one in ticks["S", "a"]
        if run in (None, one.run)
        and (not which.outcomes or one.outcome in which.outcomes)
        and (which.text in one.result.why.lower() or which.text in one.result.output.lower())
    ]
    assert [stored.tick for stored in found] == wanted[::-1]
    assert reader.count("S", "a", run, which=which) == len(wanted)
    for stored in found:
        assert stored.set_name == "S"
        assert stored.wall(stored.tick.due_ns) - WALL_NS == stored.tick.due_ns - MONO_NS


@pytest.mark.parametrize(
    "text", ["%", "_", "a_b", "'", '"', "\\", "DISK", "grüße", "GRÜSSE", "strasse", "\0behind", "😀"]
)
def test_a_search_takes_text_as_it_is_in_any_case(reader, ticks, text):
    def has(text_of: str) -> bool:
        return text.casefold() in text_of.casefold() if not text.isascii() else text.lower() in text_of.lower()

    wanted = [one for one in ticks["S", "b"] if has(one.result.why) or has(one.result.output)]
    found = reader.ticks("S", "b", which=Which(text=text), with_output=True)
    assert [stored.tick for stored in found] == wanted[::-1]


def test_output_is_read_where_it_is_asked_for(reader, ticks):
    for stored, one in zip(reader.ticks("S", "a"), ticks["S", "a"][::-1], strict=True):
        assert stored.tick.result == one.result._replace(output="")
        assert reader.output(stored.id) == (one.result.output, 0)
    assert reader.output(1) == ("", 0)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_window_has_every_tick_of_which_a_part_lies_in_it(path, ticks, data):
    from_ns = WALL_NS + data.draw(st.integers(0, 5_000 * NS) | st.sampled_from([2_003 * NS, 1_006 * NS + 400 * NS]))
    to_ns = from_ns + data.draw(st.integers(0, 3_000 * NS) | st.just(0))
    set_name = data.draw(st.sampled_from(["S", "T", None, "none"]))
    most = data.draw(st.integers(1, 50))
    reader = Reader(path)
    found, after = [], 0
    while page := reader.window(set_name, from_ns, to_ns, after=after, most=most):
        found += page
        after = page[-1].id
    reader.close()
    wanted = [
        (name, one._replace(result=one.result._replace(output="")))
        for (name, _), made in ticks.items()
        for one in made
        if set_name in (None, name)
        and WALL_NS + one.due_ns - MONO_NS <= to_ns
        and WALL_NS + one.end_ns - MONO_NS >= from_ns
    ]
    assert sorted((stored.set_name, stored.tick) for stored in found) == sorted(wanted)
    assert [stored.id for stored in found] == sorted({stored.id for stored in found})


@pytest.mark.parametrize("page", [1, 10, 1_000])
@pytest.mark.parametrize(("set_name", "task"), [(None, None), ("S", None), (None, "a"), ("S", "b"), ("none", None)])
def test_what_was_told_comes_in_its_order(path, ticks, page, set_name, task):
    back = told(path, set_name=set_name, task=task, page=page, with_output=True)
    keys = [key for key in ticks if set_name in (None, key[0]) and task in (None, key[1])]
    for key in keys:
        mine = [event for name, event in back if (name, event.task) == key]
        wanted = []
        for run in range(1, 5):
            wanted += [start(key[1], run, run * 1_000), *(one for one in ticks[key] if one.run == run)]
            wanted += [end(key[1], run, 29, run * 1_000 + 999)] if run < 4 else []
        # Ticks of 400 s overlap here, so that a run may be told before the one before it has ended.
        assert sorted(mine, key=lambda event: event.run) == wanted
    assert {(name, event.task) for name, event in back} == set(keys)
    starts = [event.wall_ns for _, event in back if not isinstance(event, Tick) and hasattr(event, "wall_ns")]
    assert starts == sorted(starts)


def test_since_a_time_the_start_of_a_run_that_goes_on_is_told_too(path, ticks):
    since_ns = WALL_NS + 4_030 * NS
    back = told(path, set_name="S", task="a", since_ns=since_ns)
    assert back[0] == ("S", start("a", 4, 4_000))
    left = [one for one in ticks["S", "a"] if one.run == 4]
    last_ns, wanted = 0, []
    for one in left:  # ids rise within a run
        last_ns = max(last_ns + 1, WALL_NS + one.end_ns - MONO_NS)
        if last_ns >= since_ns:
            wanted.append(one.n)
    assert [event.n for _, event in back if isinstance(event, Tick) and event.run == 4] == wanted


def test_a_question_can_be_interrupted():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        with writing(path, limits=NONE) as writer:
            writer.sink("S").post(start())
            for n in range(1, 401):
                writer.sink("S").post(tick(n=n, at_s=n, output="ä" * 60_000))
        reader = Reader(path)
        failed = []

        def ask():
            try:
                while True:
                    reader.count("S", "a", which=Which(text="ö"))
            except InterruptedReadError as error:
                failed.append(error)
            finally:
                reader.close()

        asking = threading.Thread(target=ask)
        asking.start()
        deadline_s = time.monotonic() + 30
        while asking.is_alive() and time.monotonic() < deadline_s:
            reader.interrupt()
            asking.join(0.01)
        assert not asking.is_alive()
        assert len(failed) == 1
