from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waitgui.models.plans import Plans
from waitgui.runner.foresight import PlannedTick
from waitgui.tasks.record import Kind, Planned

times = st.integers(0, 50)
ticks = st.lists(
    st.builds(lambda at, wide, kind: PlannedTick(at, at + wide, kind), times, st.integers(0, 5), st.sampled_from(Kind)),
    max_size=5,
).map(lambda found: tuple(sorted(found)))


def told(at_ns: int, base: str) -> Planned:
    return Planned("t", 1, 1, at_ns, base, at_ns, 0, 0, 0)


steps = st.one_of(
    st.tuples(st.just("foreseen"), ticks),
    st.tuples(st.just("told"), st.builds(told, times, st.sampled_from(["tick end", "met"]))),
    st.tuples(st.just("begun"), st.none()),
    st.tuples(st.just("looked at"), st.none()),
    st.tuples(st.just("looked at in columns"), st.none()),
)


@given(st.lists(steps, max_size=30))
def test_columns_hold_the_ticks_whenever_somebody_looks(sequence):
    plans, expected = Plans(), ()
    for what, value in sequence:
        match what:
            case "foreseen":
                plans.put(value)
                expected = value
            case "told":
                plans.put_next(value, Kind.CONDITION)
                kind = expected[0].kind if expected else Kind.CONDITION
                tick = PlannedTick(value.due_ns, value.due_ns, Kind.ACTION if value.base == "met" else kind)
                expected = (tick, *(other for other in expected[1:] if other.earliest_ns >= tick.earliest_ns))
            case "begun":
                plans.begin_next()
                expected = expected[1:]
            case "looked at":
                assert plans.ticks == expected
            case _:
                assert_columns(plans, expected)
    assert_columns(plans, expected)
    assert plans.ticks == expected


def assert_columns(plans: Plans, expected: tuple[PlannedTick, ...]) -> None:
    columns = plans.columns
    assert columns.earliest.tolist() == [tick.earliest_ns for tick in expected]
    assert columns.latest.tolist() == [tick.latest_ns for tick in expected]
    assert columns.is_check.tolist() == [tick.kind is Kind.CONDITION for tick in expected]
