"""Lanes in groups: nothing is lost, nothing is shown twice, and equals stay as they were."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.models.lane_order import Choice, Facts, Group, Show, Sort, matches, ordered
from waitgui.models.task_states import State

TAGS = st.sampled_from(["", " ", "backup", "Backup", "deploy", "ärger"])


@st.composite
def tasks(draw):
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["Alpha", "beta", "Gamma", "Sync photos"]),
                st.lists(TAGS, max_size=3).map(tuple),
                st.sampled_from([state for state in State if state is not State.FAILING]),
                st.none() | st.integers(0, 5),
                st.none() | st.integers(0, 5),
                st.integers(0, 3),
            ),
            max_size=12,
        )
    )
    return [Facts(f"t{place}", *row) for place, row in enumerate(rows)]


CHOICES = st.builds(
    Choice,
    grouped=st.booleans(),
    sort=st.sampled_from(Sort),
    text=st.sampled_from(["", "a", "PHOTO sync", "backup", "nothing has this"]),
    show=st.sampled_from(Show),
    collapsed=st.frozensets(TAGS),
)


def shown(groups):
    return [task for group in groups for task in group.tasks]


@given(tasks(), CHOICES)
def test_each_task_that_matches_is_in_one_group(facts, choice):
    groups = ordered(facts, choice)
    assert sorted(shown(groups)) == sorted(one.task for one in facts if matches(one, choice))
    assert len({group.name for group in groups}) == len(groups)
    assert all(group.tasks for group in groups)


@given(tasks(), CHOICES)
def test_a_task_is_in_the_group_of_its_first_tag(facts, choice):
    by_id = {one.task: one for one in facts}
    for group in ordered(facts, choice):
        for task in group.tasks:
            assert group.name == (by_id[task].group if choice.grouped else "")


@given(tasks(), CHOICES)
def test_what_has_no_tag_comes_last_and_alone_has_no_header(facts, choice):
    groups = ordered(facts, choice)
    assert all(group.name for group in groups[:-1])
    if len(groups) == 1 and not groups[0].name:
        assert not groups[0].is_collapsed
    for group in groups:
        if any(other.name for other in groups):
            assert group.is_collapsed == (group.name in choice.collapsed)


@given(tasks(), CHOICES)
def test_sorting_again_changes_nothing(facts, choice):
    """Of all tasks: a group may have its place by one that the filter leaves out."""
    every = replace(choice, text="", show=Show.ALL)
    by_id = {one.task: one for one in facts}
    once = ordered(facts, every)
    assert ordered([by_id[task] for task in shown(once)], every) == once


@given(tasks(), CHOICES)
def test_a_filter_leaves_out_and_moves_nothing(facts, choice):
    by_id = {one.task: one for one in facts}
    every = ordered(facts, replace(choice, text="", show=Show.ALL))
    left = {group.name: [task for task in group.tasks if matches(by_id[task], choice)] for group in every}
    found = ordered(facts, choice)
    assert [(group.name, list(group.tasks)) for group in found] == [(name, own) for name, own in left.items() if own]


@given(tasks(), st.sampled_from(Sort), st.booleans())
def test_equals_stay_in_the_order_of_the_set(facts, sort, grouped):
    same = [Facts(one.task, "Same", one.tags) for one in facts]
    place = {one.task: at for at, one in enumerate(facts)}
    for group in ordered(same, Choice(grouped=grouped, sort=sort)):
        assert [place[task] for task in group.tasks] == sorted(place[task] for task in group.tasks)


@given(tasks(), CHOICES)
def test_collapsing_changes_no_order(facts, choice):
    open_ = Choice(choice.grouped, choice.sort, choice.text, choice.show)
    assert [group[:2] for group in ordered(facts, choice)] == [group[:2] for group in ordered(facts, open_)]


FOUR = [
    Facts("a", "Backup", ("x",), State.WAITING, next_ns=30, failures=1, failed_ns=5),
    Facts("b", "archive", ("y",), State.RUNNING),
    Facts("c", "Copy", ("x",), State.WAITING, next_ns=10, failures=4, failed_ns=2),
    Facts("d", "Delta", ("y",), State.PAUSED, failures=4, failed_ns=9),
]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.SET, "abcd"),
        (Sort.NAME, "bacd"),
        (Sort.NEXT, "bcad"),
        (Sort.LAST_FAILURE, "dacb"),
        (Sort.FAILURES, "cdab"),
    ],
)
def test_each_order(sort, order):
    assert shown(ordered(FOUR, Choice(grouped=False, sort=sort))) == list(order)


def test_groups_follow_their_first_task_and_by_name_their_own():
    assert ordered(FOUR, Choice()) == (Group("x", ("a", "c")), Group("y", ("b", "d")))
    assert [group.name for group in ordered(FOUR, Choice(sort=Sort.NEXT))] == ["y", "x"]
    assert [group.name for group in ordered(FOUR, Choice(sort=Sort.NAME))] == ["x", "y"]


@pytest.mark.parametrize(
    ("text", "show", "found"),
    [
        ("COPY", Show.ALL, "c"),
        ("x", Show.ALL, "ac"),  # a tag
        ("x cop", Show.ALL, "c"),
        ("  ", Show.ALL, "abcd"),
        ("rsnc", Show.ALL, ""),
        ("", Show.RUNNING, "b"),
        ("", Show.PAUSED, "d"),
        ("delta", Show.RUNNING, ""),
    ],
)
def test_filters(text, show, found):
    choice = Choice(grouped=False, text=text, show=show)
    assert shown(ordered(FOUR, choice)) == list(found)
    assert choice.filters == (found != "abcd")


def test_a_waiting_task_whose_last_tick_failed_is_among_the_failed():
    failing = [Facts("a", "A", state=State.FAILING), Facts("b", "B", state=State.WAITING)]
    assert shown(ordered(failing, Choice(show=Show.FAILED))) == ["a"]
    assert shown(ordered(failing, Choice(show=Show.WAITING))) == ["a", "b"]
