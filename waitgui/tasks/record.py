"""What happened: the values that travel from the engine to whoever watches. Frozen, plain, picklable.

Times are integer nanoseconds on the engine's monotonic clock; `RunStarted` ties them to the wall clock.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Outcome(StrEnum):
    """How a tick ended."""

    OK = "ok"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
    MET = "met"
    NOT_MET = "not_met"
    ERROR = "error"


class Kind(StrEnum):
    """What a tick did."""

    ACTION = "action"
    CONDITION = "condition"


class RunOutcome(StrEnum):
    """How a run ended."""

    OK = "ok"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LOST = "lost"


class Reason(StrEnum):
    """Why a run ended."""

    AFTER_RUNS = "after_runs"
    AFTER_TIME = "after_time"
    AT = "at"
    AFTER_SUCCESSES = "after_successes"
    AFTER_FAILURES = "after_failures"
    AFTER_FAILURES_IN_A_ROW = "after_failures_in_a_row"
    ON_EXIT_CODE = "on_exit_code"
    ON_OUTPUT = "on_output"
    WHEN_TASK_ENDS = "when_task_ends"
    WHEN = "when"
    SUCCEEDED = "succeeded"
    GAVE_UP = "gave_up"
    TIMED_OUT = "timed_out"
    CONDITION_ERROR = "condition_error"
    STOPPED = "stopped"
    QUIT = "quit"
    LOST = "lost"
    BROKEN = "broken"

    @property
    def outcome(self) -> RunOutcome:
        """How a run with this reason ended."""
        return _RUN_OUTCOMES.get(self, RunOutcome.OK)


_RUN_OUTCOMES = {
    Reason.AFTER_FAILURES: RunOutcome.FAILED,
    Reason.AFTER_FAILURES_IN_A_ROW: RunOutcome.FAILED,
    Reason.GAVE_UP: RunOutcome.FAILED,
    Reason.TIMED_OUT: RunOutcome.FAILED,
    Reason.CONDITION_ERROR: RunOutcome.FAILED,
    Reason.BROKEN: RunOutcome.FAILED,
    Reason.STOPPED: RunOutcome.CANCELLED,
    Reason.QUIT: RunOutcome.CANCELLED,
    Reason.LOST: RunOutcome.LOST,
}


class Result(NamedTuple):
    """What the work of one attempt gave. `output` is a bounded tail, `output_dropped` the bytes before it.

    `left_behind` counts processes that an action which ended by itself left running in the background.
    """

    outcome: Outcome
    exit_code: int | None = None
    why: str = ""
    output: str = ""
    output_dropped: int = 0
    left_behind: int = 0


class Attempt(NamedTuple):
    """One attempt of a tick that was tried more than once."""

    start_ns: int
    end_ns: int
    outcome: Outcome
    exit_code: int | None = None


class Tried(NamedTuple):
    """An attempt of a tick under way is over, and another follows at `next_ns`: told as it happens, kept nowhere.

    It was attempt `number` of at most `steps`. The tick's own record has all of them again.
    """

    task: str
    run: int
    n: int
    number: int
    steps: int
    attempt: Attempt
    next_ns: int


class RunStarted(NamedTuple):
    """A task was started: `mono_ns` and `wall_ns` (Unix time) are the same instant."""

    task: str
    run: int
    mono_ns: int
    wall_ns: int


class Planned(NamedTuple):
    """The next tick is due at `due_ns`: `base_ns` (what it counts from) + `period_ns` + `jitter_ns`.

    `base` says what it counts from: "start" (of the run), "tick start", "tick end", "grid" (the point before), "met"
    (the end of the check that was met), "resume" (the task was paused), "gap" (the end of a time in which the engine
    couldn't work; then `jitter_ns` is what spreads the tasks).
    `window_ns` is how much the jitter may be at most.
    """

    task: str
    run: int
    n: int
    due_ns: int
    base: str
    base_ns: int
    period_ns: int
    jitter_ns: int
    window_ns: int


class TickStarted(NamedTuple):
    """A tick is under way."""

    task: str
    run: int
    n: int
    kind: Kind
    due_ns: int
    start_ns: int


class Tick(NamedTuple):
    """A tick that is over, or one that was due and didn't happen (`skipped`, then start and end are `due_ns`).

    `action` is the kind of the task's action. `attempts` counts them, `tries` are they, where there were several.
    """

    task: str
    run: int
    n: int
    kind: Kind
    due_ns: int
    start_ns: int
    end_ns: int
    result: Result
    attempts: int = 1
    plan: Planned | None = None
    action: str = ""
    tries: tuple[Attempt, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """How it ended."""
        return self.result.outcome

    @property
    def lateness_ns(self) -> int:
        """Start − due."""
        return self.start_ns - self.due_ns


class RunEnded(NamedTuple):
    """A run is over. `ticks` were started, `skipped` were due and weren't."""

    task: str
    run: int
    reason: Reason
    ticks: int
    skipped: int
    at_ns: int

    @property
    def outcome(self) -> RunOutcome:
        """How it ended."""
        return self.reason.outcome


class Paused(NamedTuple):
    """No tick of the run starts from now on."""

    task: str
    run: int
    at_ns: int


class Resumed(NamedTuple):
    """Ticks of the run may start again."""

    task: str
    run: int
    at_ns: int


class Gap(NamedTuple):
    """A time in which the engine couldn't work; told once, for all tasks. `asleep`: the computer was, else we were."""

    start_ns: int
    end_ns: int
    asleep: bool


class ClockMoved(NamedTuple):
    """The wall clock was set by somebody: by so much, forward or back. Told once, for all tasks."""

    at_ns: int
    by_ns: int
    wall_ns: int


class Behind(NamedTuple):
    """The engine makes no progress: what is due has been waiting for so long. Told once, for all tasks."""

    at_ns: int
    by_ns: int


class EngineLost(NamedTuple):
    """The engine has ended by itself, and with it what ran, or it couldn't be started: then `why`. Told once a set."""

    at_ns: int
    why: str


TaskEvent: TypeAlias = RunStarted | Planned | TickStarted | Tried | Tick | RunEnded | Paused | Resumed
"""What happens to a task, whose id is `task`."""
EngineEvent: TypeAlias = Gap | ClockMoved | Behind | EngineLost
"""What happens to the engine, and so to all tasks."""
OF_THE_ENGINE = frozenset({Gap, ClockMoved, Behind, EngineLost})
Event: TypeAlias = TaskEvent | EngineEvent
