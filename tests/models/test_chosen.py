"""Which tasks are selected."""

from __future__ import annotations

import pytest

from waitgui.models.chosen import Chosen


@pytest.fixture
def chosen() -> Chosen:
    found = Chosen()
    found.select("b")
    return found


def test_one_is_selected_alone(chosen, qtbot):
    chosen.toggle("d")
    with qtbot.waitSignal(chosen.changed):
        chosen.select("a")
    assert (chosen.current, chosen.tasks) == ("a", {"a"})
    with qtbot.assertNotEmitted(chosen.changed):
        chosen.select("a")


def test_the_last_one_stays_selected(chosen):
    chosen.toggle("d")
    assert (chosen.current, chosen.tasks) == ("d", {"b", "d"})
    chosen.toggle("d")
    assert (chosen.current, chosen.tasks) == ("b", {"b"})
    chosen.toggle("b")
    assert (chosen.current, chosen.tasks) == ("b", {"b"})


def test_a_stretch_grows_and_shrinks_about_where_it_began(chosen):
    chosen.extend("d", "abcde")
    assert (chosen.current, chosen.tasks) == ("d", {"b", "c", "d"})
    chosen.extend("a", "abcde")
    assert (chosen.current, chosen.tasks) == ("a", {"a", "b"})
    chosen.extend("d", "de")  # where it began is hidden
    assert chosen.tasks == {"d"}


def test_what_is_gone_isnt_selected(chosen):
    chosen.toggle("d")
    chosen.keep("abc")
    assert (chosen.current, chosen.tasks) == ("b", {"b"})
    chosen.keep("x")
    assert (chosen.current, chosen.tasks) == (None, frozenset())
