from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.views.timeline.axis import (
    ENGLISH,
    NS_PER_DAY,
    STEPS,
    Label,
    Unit,
    day_label,
    marks,
    step_for,
    time_label,
    with_room,
)

S = 1_000_000_000
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [UTC, BERLIN, ZoneInfo("Asia/Kathmandu"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/St_Johns")]


def at(*when: int, tz=BERLIN, fold: int = 0) -> int:
    return int(datetime(*when, tzinfo=tz, fold=fold).timestamp()) * S


def labels(from_ns: int, to_ns: int, step, tz=BERLIN) -> list[str]:
    return [mark.label for mark in marks(from_ns, to_ns, step, tz) if mark.label]


@given(st.integers(0, 4 * 10**18), st.integers(3, 50), st.sampled_from(ZONES), st.integers(300, 3000))
def test_labels_have_room_and_neighbours_differ(from_ns, doublings, tz, width):
    ns_per_px = 2**doublings
    step = step_for(ns_per_px, 72)
    found = marks(from_ns, from_ns + ns_per_px * width, step, tz)
    assert [mark.at_ns for mark in found] == sorted({mark.at_ns for mark in found})
    named = [mark for mark in found if mark.label]
    assert all(one.label != other.label for one, other in pairwise(named))
    within_a_day = [(day_label(mark.at_ns, step, tz), mark.label) for mark in named]
    if step.unit is Unit.TIME:
        assert len(set(within_a_day)) == len(within_a_day)
    if step is not STEPS[-1] and step.ns >= S:
        # 23 hours in a day, 28 days in February; from the 26th to the 1st it may be three days: short words, though
        share = 0.59 if step.unit is Unit.DAY else 0.9
        assert all((other.at_ns - one.at_ns) / ns_per_px >= 72 * share for one, other in pairwise(named))


@given(st.integers(0, 4 * 10**18), st.sampled_from([step for step in STEPS if step.unit is Unit.TIME]),
       st.sampled_from(ZONES))  # fmt: skip
def test_a_label_is_what_the_clock_on_the_wall_says(from_ns, step, tz):
    for mark in marks(from_ns, from_ns + 20 * step.ns, step, tz):
        assert from_ns <= mark.at_ns <= from_ns + 20 * step.ns
        wall = datetime.fromtimestamp(mark.at_ns // S, tz)
        if mark.strong:
            assert (wall.hour, wall.minute, wall.second, mark.at_ns % S) == (0, 0, 0, 0)
            assert mark.label == f"{wall.day} {ENGLISH.months[wall.month - 1]}"
        elif mark.label:
            clock = f"{wall:%H:%M:%S}.{mark.at_ns % S:09d}"
            exact = mark.label.split()[0]
            assert clock.startswith(exact)
            assert not clock[len(exact) :].strip(":.0"), "a digit that matters is cut off"


def test_the_scale_of_the_picture():
    step = step_for(250_000_000, 72)
    begin = at(2026, 11, 23, 14, 30, 10)
    assert step.ns == 30 * S
    assert labels(begin, begin + 175 * S, step) == [
        "14:30:30",
        "14:31:00",
        "14:31:30",
        "14:32:00",
        "14:32:30",
        "14:33:00",
    ]
    small = [mark.at_ns for mark in marks(begin, begin + 60 * S, step, BERLIN)]
    assert small == list(range(begin, begin + 60 * S + 1, 10 * S))
    assert day_label(begin, step, BERLIN) == "23 Nov"


@pytest.mark.parametrize(
    ("ns_per_px", "expected"),
    [
        (10, "14:30:00.000002"), (10_000, "14:30:00.002"), (1_000_000, "14:30:00.1"), (10 * S, "14:45"),
        (10_000_000_000_000, "1 Dec"), (2 * 10**14, "2027"),
    ],
)  # fmt: skip
def test_fractions_days_and_months_as_the_zoom_allows(ns_per_px, expected):
    begin = at(2026, 11, 23, 14, 30, 0) + (0 if ns_per_px < S else 1)
    step = step_for(ns_per_px, 72)
    assert expected in labels(begin, begin + ns_per_px * 1500, step)


def test_midnight_is_labelled_with_the_new_day():
    step = step_for(10 * S, 72)
    found = marks(at(2026, 11, 23, 23), at(2026, 11, 24, 1), step, BERLIN)
    assert [mark.label for mark in found if mark.strong] == ["24 Nov"]
    assert next(mark.at_ns for mark in found if mark.strong) == at(2026, 11, 24)


def test_the_hour_that_summer_time_repeats_has_its_zone():
    step = next(step for step in STEPS if step.ns == 1800 * S)
    shown = labels(at(2026, 10, 25, 1, 30), at(2026, 10, 25, 3, 30), step)
    assert shown == ["01:30", "02:00", "02:30", "02:00 CET", "02:30 CET", "03:00", "03:30"]


def test_the_hour_that_summer_time_leaves_out_has_no_mark():
    step = next(step for step in STEPS if step.ns == 1800 * S)
    shown = labels(at(2026, 3, 29, 1), at(2026, 3, 29, 4), step)
    assert shown == ["01:00", "01:30", "03:00", "03:30", "04:00"]
    two_hours = next(step for step in STEPS if step.ns == 7200 * S)
    assert labels(at(2026, 3, 29), at(2026, 3, 29, 8), two_hours) == ["29 Mar", "04:00", "06:00", "08:00"]


def test_days_of_summer_time_changes_begin_at_midnight():
    step = next(step for step in STEPS if step.unit is Unit.DAY)
    begins = [mark.at_ns for mark in marks(at(2026, 10, 24), at(2026, 10, 27), step, BERLIN)]
    assert [end - begin for begin, end in pairwise(begins)] == [NS_PER_DAY, 25 * 3600 * S, NS_PER_DAY]


def test_the_local_zone_is_used_without_one():
    now = at(2026, 11, 23, 14, 30)
    step = step_for(250_000_000, 72)
    local = datetime.fromtimestamp(now // S)
    assert time_label(now, step, None) == f"{local:%H:%M:%S}"
    assert day_label(now, step, None) == f"{local.day} {ENGLISH.months[local.month - 1]}"


LABELS = st.builds(Label, st.integers(-50, 800), st.integers(1, 90), st.text(max_size=3), st.booleans())


@given(st.lists(LABELS, max_size=20), st.integers(0, 700))
def test_labels_never_touch_and_none_is_left_out_that_has_room(labels, pill):
    shown = with_room(labels, (pill, pill + 70), 700)
    spans = sorted([(label.left, label.right) for label in shown] + [(pill, pill + 70)])
    assert all(end + 8 <= begin for (_, end), (begin, _) in pairwise(spans))
    for label in labels:
        if label not in shown and label.right <= 700:
            assert any(label.left < high + 8 and low < label.right + 8 for low, high in spans)
