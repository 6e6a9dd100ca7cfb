"""Ticks as comma-separated values (RFC 4180), one a line, as they come: nothing is held.

Times are given twice: as local time with microseconds and offset, and as Unix time in ns. What isn't known, or doesn't
apply as the start of a skipped tick, is empty. A text that a spreadsheet would take for a formula begins with '.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.lines import iso
from waitgui.tasks.record import Kind, Outcome, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from waitgui.tasks.happened import Happened

COLUMNS = (
    *("set", "task", "run", "n", "kind", "outcome", "why", "exit_code", "attempts"),
    *("due", "start", "end", "due_ns", "start_ns", "end_ns", "late_ns", "took_ns"),
)
_FORMULA = frozenset("=+-@\t\r")
_QUOTED = frozenset('",\r\n')


def csv_lines(happened: Iterable[Happened], zone: tzinfo | None = None) -> Iterator[str]:
    """The header and a record for each tick, each with its line end. `zone` None is the system's."""
    yield ",".join(COLUMNS) + "\r\n"
    for set_name, event, offset_ns in happened:
        if isinstance(event, Tick):
            yield ",".join(_cells(set_name, event, offset_ns, zone)) + "\r\n"


def _cells(set_name: str, tick: Tick, offset_ns: int, zone: tzinfo | None) -> Iterator[str]:
    result, due_ns = tick.result, tick.due_ns + offset_ns
    yield _text(set_name)
    yield _text(tick.task)
    yield str(tick.run)
    yield str(tick.n)
    yield tick.kind.value
    yield tick.outcome.value
    yield _text(result.why)
    yield "" if result.exit_code is None else str(result.exit_code)
    yield str(tick.attempts) if tick.kind is Kind.ACTION and tick.outcome is not Outcome.SKIPPED else ""
    yield iso(due_ns, zone)
    if tick.outcome is Outcome.SKIPPED:
        yield from ("", "", str(due_ns), "", "", "", "")
        return
    start_ns, end_ns = tick.start_ns + offset_ns, tick.end_ns + offset_ns
    yield iso(start_ns, zone)
    yield iso(end_ns, zone)
    yield from map(str, (due_ns, start_ns, end_ns, tick.lateness_ns, end_ns - start_ns))


def _text(text: str) -> str:
    if text[:1] in _FORMULA and text:
        text = f"'{text}"
    if _QUOTED.isdisjoint(text):
        return text
    return '"' + text.replace('"', '""') + '"'
