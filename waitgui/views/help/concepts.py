"""The concepts: plain words first, the wait package's term beside them, and which pictures show it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

_translate = QCoreApplication.translate


class Topic(StrEnum):
    """What can be looked up; the order is that of the list."""

    TIMELINE = "timeline"
    AFTER_END = "after-end"
    FROM_START = "from-start"
    ON_GRID = "on-grid"
    JITTER = "jitter"
    POLL = "poll"
    BACKOFF = "backoff"
    CAP = "cap"
    STOP_RULES = "stop-rules"
    KEYS = "keys"


class Strip(NamedTuple):
    """The next ticks of a task: its schedule and stop rules as a file has them, and how long a tick lasts."""

    caption: str
    schedule: Mapping[str, Any]
    takes: str = "0s"
    stop: Mapping[str, Any] = {}
    ticks: int = 5
    met_at: int | None = None


class Curve(NamedTuple):
    """The waits of a backoff."""

    caption: str
    schedule: Mapping[str, Any]


class Lanes(NamedTuple):
    """A timeline."""

    caption: str


class Concept(NamedTuple):
    """One page. `term` is what the wait package calls it."""

    title: str
    text: str
    term: str
    pictures: tuple[Strip | Curve | Lanes, ...] = ()
    more: str = ""


_MINUTE = {"kind": "repeat", "period": "1m"}
_FROM_START = {**_MINUTE, "sliding": False}
_ON_GRID = {**_FROM_START, "drift_free": True}
_BACKOFF = {"kind": "backoff", "duration": "1s", "jitter": 0.1, "steps": 8}
_POLL = {"kind": "poll", "interval": "5s", "timeout": "1m", "condition": {"kind": "tcp", "host": "nas", "port": 22}}


def concepts() -> dict[Topic, Concept]:
    """Every page but that of the keys, in order."""
    short, long = _translate("help", "A tick takes 20 s"), _translate("help", "A tick takes 1 min 20 s")
    return {
        Topic.TIMELINE: _timeline(),
        Topic.AFTER_END: Concept(
            _translate("help", "After it ends"),
            _translate(
                "help",
                "The period begins when a tick has ended. Between two ticks there is always a whole period of rest, "
                "so ticks that take long make the rhythm slower.",
            ),
            _translate("help", "sliding = true"),
            (Strip(short, _MINUTE, "20s"), Strip(long, _MINUTE, "1m20s")),
            _translate("help", "Right for jobs that must not wear anything out: backups, clean-ups, syncs."),
        ),
        Topic.FROM_START: Concept(
            _translate("help", "From its start"),
            _translate(
                "help",
                "The period begins when a tick begins. As long as ticks are shorter than the period they come in its "
                "rhythm. After one that took longer the next begins at once, and the rhythm goes on from there. Two "
                "ticks of a task never run at the same time.",
            ),
            _translate("help", "sliding = false"),
            (Strip(short, _FROM_START, "20s"), Strip(long, _FROM_START, "1m20s")),
            _translate("help", "Right for measurements and checks that should come so and so often."),
        ),
        Topic.ON_GRID: Concept(
            _translate("help", "On the grid"),
            _translate(
                "help",
                "Ticks begin on the beat, counted from the first one. After a tick that took longer than the period "
                "the next one waits for the next beat; beats that were missed are skipped, and listed as skipped.",
            ),
            _translate("help", "drift_free = true, with sliding = false"),
            (Strip(short, _ON_GRID, "20s"), Strip(long, _ON_GRID, "1m20s")),
            _translate("help", "Right where others count on the beat. There is no jitter on a grid."),
        ),
        Topic.JITTER: _jitter(),
        Topic.POLL: _poll(),
        Topic.BACKOFF: _backoff(),
        Topic.CAP: _cap(),
        Topic.STOP_RULES: _stop_rules(),
    }


def _timeline() -> Concept:
    return Concept(
        _translate("help", "The timeline"),
        _translate(
            "help",
            "A lane for each task. Left of the line of now is what happened, right of it what is planned. A solid "
            "block is a tick that ran, a taller one failed, an open one is running. Hollow blocks are planned, small "
            "rings are checks. A pale band shows from when to when a planned tick may begin.",
        ),
        _translate("help", "tick = one call of the function or the condition"),
        (Lanes(_translate("help", "Drag to look back, Ctrl+wheel to zoom, End to come back to now")),),
        _translate(
            "help",
            "What can't be told apart at this zoom is drawn together, and the worst of it is shown: a failure never "
            "disappears. Click a tick to see why it came when it did, and what it printed.",
        ),
    )


def _jitter() -> Concept:
    return Concept(
        _translate("help", "Up to … later: jitter"),
        _translate(
            "help",
            "Each wait is made longer by chance, by up to the given share, so that many machines with the same task "
            "don't all begin in the same second. Jitter only lengthens: a period of 1 min with 50 % lasts from 1 min "
            "to 1 min 30 s, 1 min 15 s on average.",
        ),
        _translate("help", "jitterFactor: each period is drawn from [p, p·(1 + jitter))"),
        (
            Strip(_translate("help", "Every minute, up to 20 % later"), {**_MINUTE, "jitter": 0.2}, "10s"),
            Strip(_translate("help", "Every minute, up to 100 % later"), {**_MINUTE, "jitter": 1.0}, "10s"),
        ),
        _translate("help", "The bands grow: what the waits before have added, each later tick has added too."),
    )


def _poll() -> Concept:
    return Concept(
        _translate("help", "Wait for a condition: poll"),
        _translate(
            "help",
            "A condition is checked again and again: a port, a URL, a file, a command. Once it is met the action runs, "
            "once, and the run is over. If it isn't met in the time that there is, the run ends as failed.",
        ),
        _translate("help", "PollUntilContextTimeout; immediate = check once at the start"),
        (
            Strip(_translate("help", "Checks every 5 s; the fourth one is met"), _POLL, "4s", ticks=6, met_at=4),
            Strip(_translate("help", "Never met: it gives up after 1 min"), _POLL, "4s", ticks=12),
        ),
        _translate(
            "help",
            "No answer, a refused connection, an unknown host: not met. What can't be checked at all, such as a "
            "program that isn't there, is an error and ends the wait, unless some errors in a row are allowed.",
        ),
    )


def _backoff() -> Concept:
    return Concept(
        _translate("help", "Try until it works: back off"),
        _translate(
            "help",
            "The action is tried until it succeeds. After each failure the wait is longer than before, here twice as "
            "long: what is overloaded gets time to recover. Jitter makes each wait a little longer by chance.",
        ),
        _translate("help", "ExponentialBackoff: duration, factor, jitter, steps"),
        (
            Curve(_translate("help", "First wait 1 s, doubling, at most 8 attempts"), _BACKOFF),
            Strip(_translate("help", "The same in time, if it never succeeds"), _BACKOFF, ticks=8),
        ),
        _translate("help", "“At most” counts attempts, not waits: with 1 there is no second try."),
    )


def _cap() -> Concept:
    return Concept(
        _translate("help", "The cap of a backoff"),
        _translate(
            "help",
            "The cap is the longest wait. What happens there is a choice. Give up: when the next wait would be longer "
            "than the cap, the attempts end early, however many are left. Keep trying: the wait stays at the cap, and "
            "it goes on until it works.",
        ),
        _translate("help", "cap; ExponentialBackoff gives up, DelayFunc.Until keeps on"),
        (
            Curve(_translate("help", "Cap 15 s, give up: 4 attempts of 8"), {**_BACKOFF, "cap": "15s"}),
            Curve(_translate("help", "Cap 15 s, keep trying"), {**_BACKOFF, "cap": "15s", "at_cap": "keep"}),
        ),
    )


def _stop_rules() -> Concept:
    return Concept(
        _translate("help", "Until when: stop rules"),
        _translate(
            "help",
            "A task runs until you stop it, or until one of its rules holds: after so many ticks, successes or "
            "failures, after a time, at a date, on an exit code, on a text in the output, when a condition is met, or "
            "when another task ends. The first rule that holds ends the run and is its reason.",
        ),
        _translate("help", "the stop channel, the context’s end"),
        (
            Strip(_translate("help", "Stops after 4 ticks"), _MINUTE, "20s", {"after_runs": 4}, ticks=5),
            Strip(_translate("help", "Stops after 3 min"), _MINUTE, "20s", {"after_time": "3m"}, ticks=6),
        ),
        _translate(
            "help",
            "A rule never cuts off a tick under way: the run ends with it. Only Stop, quitting and a tick’s own time "
            "limit do.",
        ),
    )
