"""Conditions of conditions: all of them, any of them, not this one.

They are checked in their order, and only as far as it takes. One that can't be checked counts only if the others leave
it to it: `all` with one that isn't met is not met, whatever else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.conditions import All, AnyOf, Not
from waitgui.tasks.record import Outcome, Result
from waitgui.work.perform import attempt, perform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waitgui.tasks.conditions import Condition
    from waitgui.work.stop import Stop

_OPPOSITE = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}


@attempt.register(All)
def check_all(condition: All, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Met if all are."""
    return _decided(condition.conditions, Outcome.NOT_MET, stop, environ)


@attempt.register(AnyOf)
def check_any(condition: AnyOf, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Met if one is."""
    return _decided(condition.conditions, Outcome.MET, stop, environ)


@attempt.register(Not)
def check_not(condition: Not, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Met if this isn't."""
    result = perform(condition.condition, stop, environ)
    if result.outcome is Outcome.MET:
        return result._replace(outcome=Outcome.NOT_MET, why="what must not be is met")
    if result.outcome is Outcome.NOT_MET:
        return result._replace(outcome=Outcome.MET, why="")
    return result


def _decided(
    conditions: Sequence[Condition], decisive: Outcome, stop: Stop, environ: Mapping[str, str] | None
) -> Result:
    """The result of the first that is `decisive`; else of the first error; else of the last. A stop ends it."""
    left_behind = 0
    error: Result | None = None
    result = Result(_OPPOSITE[decisive])
    for condition in conditions:
        result = Result(Outcome.CANCELLED) if stop.is_set() else perform(condition, stop, environ)
        left_behind += result.left_behind
        if result.outcome in (decisive, Outcome.CANCELLED):
            return result._replace(left_behind=left_behind)
        if result.outcome is not _OPPOSITE[decisive] and error is None:
            error = result
    return (error or result)._replace(left_behind=left_behind)
