"""Records as JSON lines: what `run`, `preview` and `history` print, one object a line (contract, "JSON lines")."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from waitgui.tasks.record import Kind, RunEnded, RunStarted, Tick

if TYPE_CHECKING:
    from datetime import tzinfo

    from waitgui.tasks.record import Event


WITH_EXIT_CODE = frozenset({"command", "python"})
"""The kinds of action that end with an exit code."""


def iso(wall_ns: int, zone: tzinfo | None = None) -> str:
    """A Unix time as local time with microseconds and offset; `zone` in place of the system's is for tests."""
    seconds, ns = divmod(wall_ns, 1_000_000_000)
    moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=ns // 1_000)
    return moment.astimezone(zone).isoformat(timespec="microseconds")


class Lines:
    """Turns the events of a set into records. Times count from the start of their run."""

    def __init__(self, set_name: str, *, with_output: bool = False) -> None:
        self._set = set_name
        self._with_output = with_output
        self._starts: dict[tuple[str, int], int] = {}

    def record(self, event: Event) -> dict[str, Any] | None:
        """The record of an event; None for one that isn't printed."""
        match event:
            case RunStarted():
                self._starts[event.task, event.run] = event.mono_ns
                return {**self._head("start", event), "at": iso(event.wall_ns)}
            case Tick():
                return self._tick(event, self._starts[event.task, event.run])
            case RunEnded():
                start_ns = self._starts.pop((event.task, event.run))
                return {
                    **self._head("end", event),
                    "reason": event.reason.value,
                    "ticks": event.ticks,
                    "skipped": event.skipped,
                    "outcome": event.outcome.value,
                    "at_ns": event.at_ns - start_ns,
                }
        return None

    def _head(self, name: str, event: RunStarted | Tick | RunEnded) -> dict[str, Any]:
        return {"event": name, "set": self._set, "task": event.task, "run": event.run}

    def _tick(self, tick: Tick, start_ns: int) -> dict[str, Any]:
        result = tick.result
        record = {
            **self._head("tick", tick),
            "n": tick.n,
            "kind": tick.kind.value,
            "due_ns": tick.due_ns - start_ns,
            "start_ns": tick.start_ns - start_ns,
            "end_ns": tick.end_ns - start_ns,
            "outcome": tick.outcome.value,
        }
        if tick.kind is Kind.ACTION:
            if tick.action in WITH_EXIT_CODE:
                record["exit_code"] = result.exit_code
            record["attempts"] = tick.attempts
        if result.why:
            record["why"] = result.why
        if result.left_behind:
            record["left_behind"] = result.left_behind
        if self._with_output:
            record["output"] = result.output
            record["output_dropped"] = result.output_dropped
        return record
