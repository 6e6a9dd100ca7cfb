"""How a run ended, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.record import Reason
from waitgui.tasks.words import duration_words, untranslated

if TYPE_CHECKING:
    from waitgui.tasks.words import Translate


def end_words(reason: Reason, ticks: int, lasted_ns: int, translate: Translate = untranslated) -> str:
    """Why a run ended that started so many ticks: "gave up after 3 attempts"."""
    template = {
        Reason.AFTER_RUNS: translate("describe", "done, {ticks} of {ticks}"),
        Reason.AFTER_TIME: translate("describe", "done: time was up after {time}"),
        Reason.AT: translate("describe", "done: its time to end had come"),
        Reason.AFTER_SUCCESSES: translate("describe", "done: it succeeded often enough"),
        Reason.AFTER_FAILURES: translate("describe", "ended: it failed too often"),
        Reason.AFTER_FAILURES_IN_A_ROW: translate("describe", "ended: it failed too often in a row"),
        Reason.ON_EXIT_CODE: translate("describe", "done: by its exit code"),
        Reason.ON_OUTPUT: translate("describe", "done: by what it printed"),
        Reason.WHEN_TASK_ENDS: translate("describe", "done: another task ended"),
        Reason.WHEN: translate("describe", "done: its condition held"),
        Reason.SUCCEEDED: translate("describe", "done: it succeeded"),
        Reason.GAVE_UP: translate("describe", "gave up after %n attempt(s)", None, ticks),
        Reason.TIMED_OUT: translate("describe", "timed out: not met in {time}"),
        Reason.CONDITION_ERROR: translate("describe", "ended: its condition couldn't be checked"),
        Reason.STOPPED: translate("describe", "stopped by you"),
        Reason.QUIT: translate("describe", "stopped: waitgui was closed"),
        Reason.LOST: translate("describe", "lost: waitgui was killed"),
        Reason.BROKEN: translate("describe", "broken off by a fault of waitgui"),
    }[reason]
    return template.replace("{ticks}", f"{ticks:,}").replace("{time}", duration_words(lasted_ns))
