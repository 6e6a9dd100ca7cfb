"""Whatever is edited, undone and redone: the value is what a plain list of values says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tasks.make import make_task
from waitgui.models.edits import Cause, Edits
from waitgui.tasks.model import TaskSet, empty_set

MOST = 5


def value(number: int) -> TaskSet:
    tasks = [make_task("a", period=f"{number + 1}s")] if number else []
    return empty_set("Home").model_copy(update={"tasks": tuple(tasks)})


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("push"), st.integers(0, 3), st.booleans()),
        st.tuples(st.sampled_from(["undo", "redo", "save", "allow"]), st.just(0), st.just(False)),
    ),
    max_size=40,
)


@given(STEPS)
def test_any_sequence_of_edits_undos_redos_and_saves(steps):
    edits = Edits(value(0), most=MOST)
    values, at, saved, reachable = [(0, False)], 0, 0, 0
    for what, number, restricted in steps:
        if what == "push":
            edits.push(value(number), restricted=restricted)
            if values[at][0] == number:
                values[at] = (number, restricted)
            else:
                values[at + 1 :] = [(number, restricted)]
                at += 1
                reachable = max(reachable, at - MOST)
        elif what == "undo":
            step = edits.undo()
            assert (step is None) == (at == reachable)
            at = max(reachable, at - 1)
        elif what == "redo":
            step = edits.redo()
            assert (step is None) == (at == len(values) - 1)
            at = min(len(values) - 1, at + 1)
        elif what == "save":
            edits.mark_saved(edits.value)
            saved = values[at][0]
        else:
            edits.allow()
            values[at] = (values[at][0], False)
        assert edits.value == value(values[at][0])
        assert edits.restricted == values[at][1]
        assert edits.dirty == (values[at][0] != saved)
        undoable, redoable = edits.undoable, edits.redoable
        assert (undoable is None) == (at == reachable)
        assert (redoable is None) == (at == len(values) - 1)
        if undoable is not None:
            assert (undoable.before, undoable.after) == (value(values[at - 1][0]), edits.value)
        if redoable is not None:
            assert (redoable.before, redoable.after) == (edits.value, value(values[at + 1][0]))


def test_an_edit_is_as_restricted_as_what_it_was_made_of():
    edits = Edits(value(0))
    edits.push(value(1), Cause.RELOAD, restricted=True)
    edits.push(value(2))
    assert edits.restricted
    edits.allow()
    edits.push(value(3))
    assert not edits.restricted
    edits.undo()
    edits.undo()
    assert edits.restricted  # that value nobody has looked through
    assert edits.undoable is not None
    assert edits.undoable.cause is Cause.RELOAD
    edits.undo()
    assert not edits.restricted


def test_a_name_that_the_first_saving_gives_is_no_edit():
    edits = Edits(value(0))
    edits.push(value(1))
    edits.mark_saved(value(1))
    edits.change_all(lambda task_set: task_set.model_copy(update={"name": "office"}))
    assert not edits.dirty
    edits.undo()
    assert edits.value.name == "office"
    assert edits.undoable is None
