"""What a real `waitgui` told: its records in order, each looked at by the laws that hold of all of them (contract)."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from tests.cli_process import run

if TYPE_CHECKING:
    from pathlib import Path

    Record: TypeAlias = dict[str, Any]

MS = 1_000_000
S = 1_000 * MS
START = ["event", "set", "task", "run", "at"]
TICK = ["event", "set", "task", "run", "n", "kind", "due_ns", "start_ns", "end_ns", "outcome"]
MORE = ["exit_code", "attempts", "why", "left_behind", "output", "output_dropped"]
END = ["event", "set", "task", "run", "reason", "ticks", "skipped", "outcome", "at_ns"]
ACTION = {"ok", "failed", "timed_out", "cancelled", "skipped"}
CONDITION = {"met", "not_met", "error", "cancelled"}
OUTCOMES = {
    "ok": "after_runs after_time at after_successes on_exit_code on_output when when_task_ends succeeded",
    "failed": "after_failures after_failures_in_a_row gave_up timed_out condition_error broken",
    "cancelled": "stopped quit",
    "lost": "lost",
}
OUTCOME_OF = {reason: outcome for outcome, reasons in OUTCOMES.items() for reason in reasons.split()}


class Run(NamedTuple):
    """One run of one task."""

    start: Record
    ticks: list[Record]
    end: Record | None

    @property
    def reason(self) -> str | None:
        return None if self.end is None else self.end["reason"]

    @property
    def outcomes(self) -> list[str]:
        return [tick["outcome"] for tick in self.ticks]

    @property
    def started(self) -> list[Record]:
        return [tick for tick in self.ticks if tick["outcome"] != "skipped"]

    def ms(self, key: str) -> list[float]:
        """Of each tick a time."""
        return [tick[key] / MS for tick in self.ticks]


class Told(NamedTuple):
    """What a command has told: exit code, records, standard error."""

    code: int
    lines: list[Record]
    err: str

    def runs(self) -> dict[tuple[str, str, int], Run]:
        """Each run, by set, task and number."""
        return runs_of(self.lines)

    def of(self, task: str) -> Run:
        """The only run of the task."""
        (found,) = [run for key, run in self.runs().items() if key[1] == task]
        return found


def tell(home: Path, *arguments: object, **options: Any) -> Told:
    """Run `waitgui ARGUMENTS` and look at its records by all laws."""
    code, out, err = run(home, *arguments, **options)
    told = Told(code, [json.loads(line) for line in out.splitlines()], err)
    hold(told.lines)
    return told


def runs_of(lines: list[Record]) -> dict[tuple[str, str, int], Run]:
    """The runs that the records are about."""
    groups: dict[tuple[str, str, int], list[Record]] = defaultdict(list)
    for line in lines:
        groups[line["set"], line["task"], line["run"]].append(line)
    return {key: _run(group) for key, group in groups.items()}


def _run(group: list[Record]) -> Run:
    end = group[-1] if group[-1]["event"] == "end" else None
    start, *ticks = group[:-1] if end else group
    assert start["event"] == "start"
    assert {tick["event"] for tick in ticks} <= {"tick"}
    return Run(start, ticks, end)


def hold(lines: list[Record], *, told_one_by_one: bool = True) -> None:
    """The laws. Without `told_one_by_one` a skipped tick may stand for others before it."""
    for one in runs_of(lines).values():
        assert list(one.start) == START
        for tick in one.ticks:
            _hold_of_tick(tick)
        numbers = [tick["n"] for tick in one.ticks]
        if told_one_by_one:
            assert numbers == list(range(1, len(numbers) + 1))
        assert numbers == sorted(set(numbers))
        ends = [tick["end_ns"] for tick in one.started]
        starts = [tick["start_ns"] for tick in one.started]
        assert all(start >= end for start, end in zip(starts[1:], ends, strict=False)), "ticks overlap"
        if one.end is not None:
            assert list(one.end) == END
            assert one.end["outcome"] == OUTCOME_OF[one.end["reason"]]
            assert one.end["ticks"] == len(one.started)
            assert one.end["ticks"] + one.end["skipped"] == (numbers[-1] if numbers else 0)
            assert one.end["at_ns"] >= max(ends, default=0)
            if one.reason != "lost":  # then what came after it got lost
                assert one.outcomes[-1:] != ["skipped"], "a point after the last tick was planned"


def _hold_of_tick(tick: Record) -> None:
    keys = list(tick)
    assert keys[: len(TICK)] == TICK
    more = keys[len(TICK) :]
    assert more == [key for key in MORE if key in tick]
    assert 0 <= tick["due_ns"] <= tick["start_ns"] <= tick["end_ns"]
    assert ("attempts" in tick) == (tick["kind"] == "action")
    assert tick["outcome"] in (ACTION if tick["kind"] == "action" else CONDITION)
    if tick["outcome"] == "skipped":
        assert tick["why"]
        assert tick["attempts"] == 0
        assert tick["due_ns"] == tick["start_ns"] == tick["end_ns"]
    elif tick["kind"] == "action":
        assert tick["attempts"] >= 1
    if tick["kind"] == "condition":
        assert "exit_code" not in tick
    assert tick.get("why") != ""
    assert tick.get("left_behind") != 0
    assert ("output" in tick) == ("output_dropped" in tick)


# --- Sets, in the words of a file ---


def task(task_id: str, schedule: str, action: str = 'kind = "none"', stop: str = "", more: str = "") -> str:
    """A task; `more` are tables beside the schedule, and `enabled`."""
    enabled, _, tables = more.partition("\n") if more.startswith("enabled") else ("", "", more)
    parts = [f'[[tasks]]\nid = "{task_id}"\nname = "{task_id}"\n{enabled}', f"[tasks.schedule]\n{schedule}"]
    parts += [f"[tasks.action]\n{action}", tables, f"[tasks.stop]\n{stop}" if stop else ""]
    return "\n".join(filter(None, parts)) + "\n"


def repeat(period: str = "50ms", *more: str) -> str:
    return "\n".join(['kind = "repeat"', f'period = "{period}"', *more])


GRID = ("sliding = false", "drift_free = true")


def poll(condition: str, *more: str, interval: str = "50ms") -> str:
    return "\n".join(['kind = "poll"', f'interval = "{interval}"', f"condition = {condition}", *more])


def backoff(duration: str = "20ms", *more: str) -> str:
    return "\n".join(['kind = "backoff"', f'duration = "{duration}"', *more])


def shell(line: str, *more: str) -> str:
    """A line for the shell, which contains no three apostrophes."""
    return "\n".join(['kind = "command"', f"shell = '''{line}'''", *more])


def write(folder: Path, *tasks: str, name: str = "Set") -> Path:
    """A file with these tasks, of which the name is written as TOML has it between quotation marks."""
    path = folder / "set.toml"
    path.write_text(f'format = 1\nname = "{name}"\n' + "\n".join(tasks), encoding="utf-8")
    return path
