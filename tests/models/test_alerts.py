"""What is worth a notification, and that they never are a flood. All by virtual time."""

from __future__ import annotations

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.models.alerts import GAP_NS, GATHER_NS, LONGEST_GAP_NS, Alert, Governor, Vigil, What, is_quiet
from waitgui.store.settings import Alerts, QuietHours
from waitgui.tasks.record import Kind, Outcome, Reason, Result, RunEnded, RunStarted, Tick

S = 1_000_000_000
NOON = time(12)
NEVER = QuietHours()
NIGHT = QuietHours(enabled=True, start="22:00", end="07:00")
RULES = Alerts()
MARKS = {"f": Outcome.FAILED, "t": Outcome.TIMED_OUT, "e": Outcome.ERROR, "o": Outcome.OK, "m": Outcome.MET}
MARKS |= {"s": Outcome.SKIPPED, "c": Outcome.CANCELLED, "n": Outcome.NOT_MET}


def events(marks: str, task: str = "a"):
    """A tick for each letter; "|" starts a run."""
    return [
        RunStarted(task, 1, 0, 0)
        if mark == "|"
        else Tick(task, 1, n, Kind.ACTION, n, n, n, Result(MARKS[mark], why=f"why {n}"))
        for n, mark in enumerate(marks, 1)
    ]


def told(marks: str, rules: Alerts = RULES) -> list[tuple[What, int]]:
    vigil = Vigil("set", str.title)
    return [(alert.what, alert.n) for event in events(marks) for alert in vigil.note([event], rules)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("ffo", []),
        ("fff", [(What.FAILING, 3)]),
        ("fte", [(What.FAILING, 3)]),
        ("fffffff", [(What.FAILING, 3)]),
        ("fffo", [(What.FAILING, 3), (What.RECOVERED, 4)]),
        ("fffm", [(What.FAILING, 3), (What.RECOVERED, 4)]),
        ("fffoo", [(What.FAILING, 3), (What.RECOVERED, 4)]),
        ("fffofff", [(What.FAILING, 3), (What.RECOVERED, 4), (What.FAILING, 7)]),
        ("ffofff", [(What.FAILING, 6)]),
        ("fsfcfn", [(What.FAILING, 5)]),
        ("ff|ff", []),
        ("ff|fff", [(What.FAILING, 6)]),
        ("fff|o", [(What.FAILING, 3)]),
        ("ooo", []),
    ],
)
def test_failures_in_a_row_and_recovery(marks, expected):
    assert told(marks) == expected


def test_an_alert_says_what_which_and_why():
    (alert,) = Vigil("set", str.title).note(events("fff", "backup"), RULES)
    assert alert == Alert(What.FAILING, "set", "backup", "Backup", 1, 3, in_a_row=3, why="why 3")


@pytest.mark.parametrize(
    ("rules", "marks", "expected"),
    [
        (Alerts(failures=1), "fo", [What.FAILING, What.RECOVERED]),
        (Alerts(failures=0), "ffffo", []),
        (Alerts(recovery=False), "fffo", [What.FAILING]),
        (Alerts(enabled=False), "fffo", []),
    ],
)
def test_the_rules(rules, marks, expected):
    assert [what for what, _ in told(marks, rules)] == expected


def test_rules_that_change_count_on():
    vigil = Vigil("set", str.title)
    assert not vigil.note(events("ffff"), Alerts(failures=10))
    assert [alert.in_a_row for alert in vigil.note(events("ff"), Alerts(failures=2))] == [5]


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("rule", ["never", "failed", "always"])
def test_ends_of_runs_by_themselves(reason, rule):
    found = Vigil("set", str.title).note([RunEnded("a", 1, reason, 3, 0, 9)], Alerts(run_end=rule))
    by_itself = reason not in (Reason.STOPPED, Reason.QUIT, Reason.LOST)
    failed = reason.outcome == "failed"
    wanted = by_itself and (rule == "always" or (rule == "failed" and failed))
    assert [(a.what, a.reason) for a in found] == ([(What.GAVE_UP if failed else What.ENDED, reason)] if wanted else [])


def test_tasks_are_counted_apart():
    mixed = [event for pair in zip(events("fff", "a"), events("ffo", "b"), strict=True) for event in pair]
    assert [alert.task for alert in Vigil("set", str.title).note(mixed, RULES)] == ["a"]


def alert(task="a", what=What.FAILING, source="set"):
    return Alert(what, source, task, task.title(), 1, 3)


def test_those_of_one_moment_come_together():
    governor = Governor()
    governor.keep([alert("a")], 0)
    assert governor.due(0, NOON, NEVER) is None
    governor.keep([alert("b"), alert("c")], GATHER_NS // 2)
    bubble = governor.due(GATHER_NS, NOON, NEVER)
    assert [one.task for one in bubble.alerts] == ["a", "b", "c"]
    assert bubble.total == 3
    assert governor.due(10**18, NOON, NEVER) is None


def test_a_lasting_storm_gets_rarer_and_a_calm_forgets_it():
    governor, shown = Governor(), []
    for second in range(1200):
        governor.keep([alert(str(second % 7))], second * S)
        if governor.due(second * S, NOON, NEVER):
            shown.append(second)
    gaps = [later - earlier for earlier, later in pairwise(shown)]
    assert gaps == [10, 20, 40, 80, 160, 320, 320]
    calm = (shown[-1] + 2 * LONGEST_GAP_NS // S) * S
    governor.due(calm, NOON, NEVER)
    governor.keep([alert()], calm + 700 * S)
    assert governor.due(calm + 701 * S, NOON, NEVER)
    governor.keep([alert()], calm + 702 * S)
    assert governor.due(calm + 711 * S, NOON, NEVER)


def test_quiet_hours_hold_back_and_are_summed_up_once():
    governor = Governor()
    governor.keep([alert("a"), alert("b")], 0)
    governor.keep([alert("a"), alert("a", What.RECOVERED)], 3600 * S)
    for hour in (time(22), time(23, 59), time(0), time(6, 59, 59)):
        assert governor.due(9_000 * S, hour, NIGHT) is None
    bubble = governor.due(9_001 * S, time(7), NIGHT)
    assert [(one.task, one.what) for one in bubble.alerts] == [
        ("b", What.FAILING),
        ("a", What.FAILING),
        ("a", What.RECOVERED),
    ]
    assert bubble.total == 4
    assert governor.due(9_999 * S, time(8), NIGHT) is None


def test_a_closed_set_is_not_told_of():
    governor = Governor()
    governor.keep([alert("a", source="one"), alert("a", source="two"), alert("a", source="one")], 0)
    governor.forget("one")
    assert governor.due(GATHER_NS, NOON, NEVER).total == 1


@pytest.mark.parametrize(
    ("start", "end", "quiet", "loud"),
    [
        ("22:00", "07:00", [time(22), time(0), time(6, 59)], [time(7), time(12), time(21, 59, 59)]),
        ("09:00", "17:00", [time(9), time(16, 59)], [time(8, 59), time(17), time(0)]),
        ("08:00", "08:00", [], [time(8), time(0), time(7, 59)]),
        ("00:00", "23:59", [time(0), time(12)], [time(23, 59)]),
    ],
)
def test_hours(start, end, quiet, loud):
    hours = QuietHours(enabled=True, start=start, end=end)
    assert all(is_quiet(hour, hours) for hour in quiet)
    assert not any(is_quiet(hour, hours) for hour in loud)
    assert not any(is_quiet(hour, QuietHours(start=start, end=end)) for hour in quiet)


steps = st.lists(
    st.tuples(
        st.integers(0, 30 * S),
        st.lists(st.builds(alert, st.sampled_from("abcd"), st.sampled_from(What)), max_size=4),
    ),
    max_size=80,
)


@given(steps, st.integers(0, 86_399))
def test_never_more_than_the_limit_and_nothing_lost(steps, begin):
    """Whatever comes whenever: at most one bubble a gap, none in quiet hours, and the counts add up."""
    governor, now_ns, kept, shown = Governor(), 0, 0, []
    for wait_ns, alerts in steps:
        now_ns += wait_ns
        second = (begin + now_ns // S) % 86_400
        hour = time(second // 3600, second // 60 % 60, second % 60)
        governor.keep(alerts, now_ns)
        kept += len(alerts)
        bubble = governor.due(now_ns, hour, NIGHT)
        if bubble is not None:
            assert not is_quiet(hour, NIGHT)
            assert len({(one.what, one.task) for one in bubble.alerts}) == len(bubble.alerts) <= bubble.total
            shown.append((now_ns, bubble.total))
    assert sum(count for _, count in shown) + governor.waiting == kept
    assert all(later - earlier >= GAP_NS for (earlier, _), (later, _) in pairwise(shown))
    last = governor.due(now_ns + 2 * LONGEST_GAP_NS, NOON, NIGHT)
    assert governor.waiting == 0
    assert sum(count for _, count in shown) + (last.total if last else 0) == kept
