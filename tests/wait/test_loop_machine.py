"""A `Loop` against a model of its states: what is illegal raises and changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.wait.test_loop_laws import Watched, timers
from waitgui.wait import Call, Canceled, Done, IllegalStepError, Loop, Sleep, State, Step

STEP_OF = {State.SLEEPING: Sleep, State.CALLING: Call, State.DONE: Done}


class LoopMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now_ns = 0
        self.state = State.NEW
        self.answer: Step | None = None
        self.calls = 0
        self.stopped = False

    @initialize(
        timer=timers(),
        sliding=st.booleans(),
        immediate=st.booleans(),
        first_ns=st.none() | st.integers(0, 500),
        timeout_ns=st.none() | st.integers(-5, 2_000),
        last_check=st.booleans(),
    )
    def make(self, timer: Any, immediate: bool, first_ns: int | None, **options: Any) -> None:
        self.timer = Watched(timer)
        first_ns = None if immediate else first_ns
        self.loop = Loop(self.timer, immediate=immediate, first_ns=first_ns, **options)

    def snapshot(self) -> tuple[object, ...]:
        return (*(getattr(self.loop, name) for name in Loop.__slots__), len(self.timer.arms))

    def step(self, name: str, legal: set[State], *arguments: Any) -> Step | None:
        """Take a step; an illegal one must change nothing."""
        if self.state in legal:
            self.answer = getattr(self.loop, name)(self.now_ns, *arguments)
            self.state = self.loop.state
            return self.answer
        before = self.snapshot()
        with pytest.raises(IllegalStepError):
            getattr(self.loop, name)(self.now_ns, *arguments)
        assert self.snapshot() == before
        return None

    @rule(ns=st.integers(0, 400))
    def pass_time(self, ns: int) -> None:
        self.now_ns += ns

    @rule()
    def sleep_it_out(self) -> None:
        if isinstance(self.answer, Sleep):
            self.now_ns = max(self.now_ns, self.answer.until_ns)

    @rule()
    def start(self) -> None:
        self.step("start", {State.NEW})

    @rule()
    def wake(self) -> None:
        before, due_ns, answer = self.snapshot(), self.loop.due_ns, self.answer
        step = self.step("wake", {State.SLEEPING})
        if isinstance(step, Sleep):
            assert step is answer
            assert self.now_ns < step.until_ns
            assert self.snapshot() == before
        elif isinstance(step, Call):
            self.calls += 1
            assert step == Call(self.calls, self.loop.due_ns)
            assert step.due_ns <= self.now_ns
            assert step.due_ns == due_ns or step.due_ns == self.loop.deadline_ns

    @rule()
    def skip(self) -> None:
        step = self.step("skip", {State.SLEEPING})
        assert not isinstance(step, Call)

    @rule(result=st.sampled_from([False, False, False, True]) | st.builds(ValueError))
    def complete(self, result: bool | Exception) -> None:
        step = self.step("complete", {State.CALLING}, result)
        if step is not None and result is not False:
            assert step == Done(None if result is True else result)
        if step is not None and self.stopped:
            assert isinstance(step, Done)

    @rule()
    def interrupt(self) -> None:
        was, answer = self.state, self.answer
        step = self.step("interrupt", {State.SLEEPING, State.CALLING, State.DONE}, Canceled())
        if was is State.SLEEPING:
            assert isinstance(step, Done)
        elif step is not None:
            assert step is answer
        self.stopped |= was is State.CALLING

    @invariant()
    def state_and_answer_agree(self) -> None:
        if self.answer is None:
            return
        assert self.loop.state is self.state
        assert isinstance(self.answer, STEP_OF[self.state])
        if isinstance(self.answer, Call):
            self.calls = max(self.calls, self.answer.n)  # an immediate call comes with the start
        assert self.loop.calls == self.calls
        if isinstance(self.answer, Sleep):
            deadline_ns = self.loop.deadline_ns
            due_ns = self.loop.due_ns
            assert self.answer.until_ns == (due_ns if deadline_ns is None else min(due_ns, deadline_ns))


TestLoopMachine = LoopMachine.TestCase
TestLoopMachine.settings = settings(max_examples=100, stateful_step_count=40)
