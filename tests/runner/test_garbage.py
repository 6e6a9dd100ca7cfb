"""Cycles are found without Python's own collector, and what has settled isn't looked through."""

from __future__ import annotations

import gc
import weakref

import pytest

from waitgui.runner.garbage import FULL_S, MANY, Collector


class Knot:
    """Refers to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def moment():
    return [0.0]


@pytest.fixture
def collector(moment):
    collector = Collector(lambda: moment[0])
    collector.begin()
    yield collector
    collector.end()
    assert gc.isenabled()


def test_it_is_off_and_young_cycles_are_found_when_there_are_many(collector):
    assert not gc.isenabled()
    gc.collect()
    knot = weakref.ref(Knot())
    assert not collector.breathe()
    assert knot() is not None
    kept = [[] for _ in range(MANY)]
    assert collector.breathe()
    assert knot() is None
    assert len(kept) == MANY


def test_old_cycles_are_found_seldom_or_when_nothing_minds(collector, moment):
    def old() -> weakref.ref[Knot]:
        knot = Knot()
        gc.collect()
        return weakref.ref(knot)

    first = old()
    moment[0] = FULL_S / 2
    collector.breathe()
    assert first() is not None
    collector.breathe(lambda: True)
    assert first() is None
    second = old()
    moment[0] = 2 * FULL_S
    collector.breathe()
    assert second() is None


def test_what_has_settled_is_left_out_and_goes_as_always(collector):
    settled = Knot()
    collector.settle()
    assert gc.get_freeze_count() > 0
    assert settled not in gc.get_objects()
    gone = weakref.ref(settled)
    settled.me = None
    del settled
    assert gone() is None


def test_of_what_was_to_stay_and_has_gone_nothing_is_left(collector, moment):
    knot = Knot()
    collector.settle()
    gone = weakref.ref(knot)
    del knot
    moment[0] = 2 * FULL_S
    collector.breathe()
    assert gone() is not None
    collector.loosen()
    moment[0] = 4 * FULL_S
    collector.breathe()
    assert gone() is None
    assert gc.get_freeze_count() > 0
