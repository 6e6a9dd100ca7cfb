"""Marks: where they stand on the canvas and what they say. Pure; texts are translated in the context "timeline"."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication

from waitgui.models.marks import GapKind
from waitgui.models.tick_ring import SKIPPED
from waitgui.tasks.words import duration_words, local_time, moment_words
from waitgui.views.timeline.words import end_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import tzinfo

    from numpy.typing import NDArray

    from waitgui.models.marks import ClockJump, Gap
    from waitgui.models.tick_ring import Column, Ticks
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.bars import Shapes
    from waitgui.views.timeline.viewport import Viewport

ATTEMPTS_FROM_PX = 8
"""The width from which a tick that was tried more than once shows its attempts."""
WAIT_FROM_PX = 24
"""No wait can be written in less."""
WAITS_BESIDE_PX = 256
"""How far beside the canvas the tries are looked for that a wait is between."""
CHIP_ICON, CHIP_PADDING = 12, 6
_CHIP_FROM_PX, _CHIP_BESIDE_PX, _CHIP_APART_PX, _JUMP_ROOM_PX = 12, 24, 2, 80
_CHIP_INSIDE_PX = 14
"""What a chip leaves free at the edges of a time without the program: there runs end, and others begin."""
_PIECE_PX, _REACH_PX = 600, 1200
_NEAR_PX = 4
_translate = QCoreApplication.translate


class Chip(NamedTuple):
    """A label under the axis, in logical pixels; `icon` is the kind of its gap, None beside a move of the clock."""

    left: float
    width: float
    words: str
    icon: GapKind | None


class Between(NamedTuple):
    """The time between two ticks, or two attempts, in device pixels."""

    row: int
    left: int
    right: int
    took_ns: int


class _Item(NamedTuple):
    left: float
    right: float
    beside: float
    forms: tuple[str, ...]
    icon: GapKind | None


def gap_words(gap: Gap) -> str:
    """Why nothing could work, and for how long: "Suspended 18 s"."""
    template = {
        GapKind.SUSPENDED: _translate("timeline", "Suspended {time}"),
        GapKind.STALLED: _translate("timeline", "Stood still {time}"),
        GapKind.NOT_RUNNING: _translate("timeline", "waitgui wasn't running {time}"),
    }[gap.kind]
    return template.replace("{time}", duration_words(gap.end_ns - gap.start_ns))


def jump_words(jump: ClockJump) -> str:
    """How the clock was set: "Clock set +1 h"."""
    return _translate("timeline", "Clock set {time}").replace("{time}", _signed(jump.by_ns))


def paused_words(since_ns: int, now_ns: int, tz: tzinfo | None) -> str:
    """Both as Unix time: "Paused since 14:30:50"."""
    since, today = local_time(since_ns).astimezone(tz), local_time(now_ns).astimezone(tz).date()
    return _translate("timeline", "Paused since {time}").replace("{time}", moment_words(since, today))


def marks_at(model: TimelineModel, view: Viewport, x: int, row: int, dpr: float, tz: tzinfo | None) -> list[str]:
    """What the marks say that a device pixel shows, those over all lanes first; `row` −1 is no lane."""
    at_ns, near_ns = view.time_at(x), round(_NEAR_PX * dpr) * view.ns_per_px
    words = [jump_words(jump) for jump in model.clock_jumps if abs(jump.at_ns - at_ns) <= near_ns]
    words += [gap_words(gap) for gap in model.gaps if gap.start_ns <= at_ns <= gap.end_ns]
    if row < 0:
        return words
    for pause in model.pauses(row):
        if pause.end_ns is None and pause.start_ns <= at_ns:
            words.append(paused_words(model.wall_ns(pause.start_ns), model.wall_ns(at_ns), tz))
        elif pause.end_ns is not None and pause.start_ns <= at_ns <= pause.end_ns:
            lasted = duration_words(pause.end_ns - pause.start_ns)
            words.append(_translate("timeline", "Paused for {time}").replace("{time}", lasted))
    for run in model.runs(row):
        if abs(run.start_ns - at_ns) <= near_ns:
            words.append(_translate("timeline", "Run {number} started").replace("{number}", str(run.run)))
        if run.end_ns is not None and run.reason is not None and abs(run.end_ns - at_ns) <= near_ns:
            template = _translate("timeline", "Run {number} ended: {reason}")
            words.append(template.replace("{number}", str(run.run)).replace("{reason}", end_words(run)))
    return words


def chips(
    gaps: Iterable[Gap], jumps: Iterable[ClockJump], view: Viewport, dpr: float, width_of: Callable[[str], float]
) -> list[Chip]:
    """Labels that have room: in full, else how long it was, else nothing; none covers another.

    `width_of` gives the logical width of a text. A chip may stand out beside its gap, halfway to the next at most, but
    not where runs end and begin at its edges; a wide gap has several. Where they stand hangs on nothing but their
    neighbours, so that each stretch of a picture has its part of them.
    """
    reach = round(_REACH_PX * dpr)
    items = [item for gap in gaps for item in _gap_items(gap, view, dpr, reach)]
    for jump in jumps:
        if -reach <= (x := view.x(jump.at_ns)) <= view.width + reach:
            forms = (jump_words(jump), _signed(jump.by_ns))
            items.append(_Item(x / dpr, x / dpr, _JUMP_ROOM_PX, forms, None))
    if not items:
        return []
    items.sort(key=lambda item: item.left)
    # A move of the clock may lie within a gap: then that has its label before it.
    edges = [min((one.right + other.left) / 2, other.left) for one, other in pairwise(items)]
    found: list[Chip] = []
    for item, before, after in zip(items, [-inf, *edges], [*edges, inf], strict=True):
        low = max(before + _CHIP_APART_PX, item.left - item.beside)
        high = min(after - _CHIP_APART_PX, item.right + item.beside)
        icon = CHIP_ICON + 4 if item.icon in _WITH_ICON else 0
        for words in item.forms:
            wide = 2 * CHIP_PADDING + icon + width_of(words)
            if wide <= high - low:
                left = min(max((item.left + item.right - wide) / 2, low), high - wide)
                if left < view.width / dpr and left + wide > 0:
                    found.append(Chip(left, wide, words, item.icon))
                break
    return found


_WITH_ICON = (GapKind.SUSPENDED, GapKind.NOT_RUNNING)


def _gap_items(gap: Gap, view: Viewport, dpr: float, reach: int) -> Iterator[_Item]:
    """A gap, or pieces of a wide one, as far as they are near what the view shows."""
    if gap.end_ns - gap.start_ns < _CHIP_FROM_PX * dpr * view.ns_per_px:
        return
    left, right = view.x(gap.start_ns), view.x(gap.end_ns)
    forms = (gap_words(gap), duration_words(gap.end_ns - gap.start_ns))
    beside = -_CHIP_INSIDE_PX if gap.kind is GapKind.NOT_RUNNING else _CHIP_BESIDE_PX
    pieces = max(round((right - left) / (_PIECE_PX * dpr)), 1)
    first, last = ((edge - left) * pieces // max(right - left, 1) for edge in (-reach, view.width + reach))
    for piece in range(max(first, 0), min(last, pieces - 1) + 1):
        begin, end = (left + (right - left) * place // pieces for place in (piece, piece + 1))
        yield _Item(begin / dpr, end / dpr, beside, forms, gap.kind)


def tried_bars(model: TimelineModel, ticks: Ticks, bars: Shapes, least: int) -> tuple[NDArray[np.bool_], Ticks]:
    """Which bars of these ticks were tried more than once and are at least so wide, and their attempts.

    Where the attempts aren't kept any more the bar stays as it is.
    """
    is_tried, none = np.zeros(len(bars), bool), ticks.of(slice(0))
    found = np.flatnonzero(bars.right - bars.left >= least)
    retried = model.retried(int(ticks.start.min()), int(ticks.end.max())) if len(found) else none
    if not len(retried):
        return is_tried, none
    in_group = np.array([bool(model.lanes[row].tasks) for row in bars.row[found].tolist()], bool)
    found = found[~in_group]  # there several tasks share a row
    tried = ticks.of(bars.tick[found])
    known = _are_of(tried, retried)
    found, tried = found[known], tried.of(known)
    if not len(found):
        return is_tried, none
    attempts = model.attempts(int(tried.start.min()), int(tried.end.max()))
    attempts = attempts.of(_are_of(attempts, tried))
    is_tried[found[_are_of(tried, attempts)]] = True
    return is_tried, attempts


def waits(ticks: Ticks, rows: Column, shown: Sequence[int], view: Viewport, least: int) -> list[Between]:
    """The times between neighbours of a lane and a run that are at least so many device pixels wide and in sight.

    `rows` gives the row of each lane's number, `shown` are the rows that are asked for.
    """
    wanted = np.isin(rows, np.asarray(shown))
    place = np.flatnonzero(wanted[ticks.lane] & (ticks.outcome != SKIPPED))
    row = rows[ticks.lane[place]]
    order = np.lexsort((ticks.start[place], row))
    row, of = row[order], ticks.of(place[order])
    left, right = view.xs(of.end)[:-1], view.xs(of.start)[1:]
    follows = (row[1:] == row[:-1]) & (of.run[1:] == of.run[:-1])
    follows &= (right - left >= least) & (right > 0) & (left < view.width)
    found = np.flatnonzero(follows)
    columns = (row[found], left[found], right[found], of.start[found + 1] - of.end[found])
    return [Between(*values) for values in zip(*(column.tolist() for column in columns), strict=True)]


def next_wait(model: TimelineModel, row: int, view: Viewport) -> Between | None:
    """The wait under way, of a lane that waits between its tries."""
    state, plans = model.state(row), model.plans(row)
    if not model.lanes[row].waits or not plans or state.last is None or state.last.run != state.run:
        return None
    end_ns, due_ns = state.last.end_ns, plans[0].earliest_ns
    return Between(row, view.near(end_ns), view.near(due_ns), due_ns - end_ns)


def _are_of(ticks: Ticks, others: Ticks) -> NDArray[np.bool_]:
    """Which of the ticks, or attempts, are of the same lane, run and number as one of the others."""
    return np.isin(_keys(ticks), _keys(others))


def _keys(ticks: Ticks) -> NDArray[np.uint64]:
    """A number for lane, run and number of each tick; that two are alike by chance is one in 10^19."""
    lane, run, n = (column.astype(np.uint64) for column in (ticks.lane, ticks.run, ticks.n))
    mixed: NDArray[np.uint64] = (lane * np.uint64(0x9E3779B97F4A7C15) + run) * np.uint64(0xBF58476D1CE4E5B9) + n
    return mixed


def _signed(ns: int) -> str:
    return ("+" if ns > 0 else "") + duration_words(ns)
