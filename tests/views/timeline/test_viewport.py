from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from waitgui.views.timeline.viewport import FARTHEST_NS, LADDER, MAX_NS_PER_PX, MIN_NS_PER_PX, Viewport

TIMES = st.integers(-(2**59), 2**59)
PIXELS = st.integers(-4000, 4000)


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    ns_per_px = draw(st.one_of(st.sampled_from(LADDER[:500]), st.integers(MIN_NS_PER_PX, 2**42)))
    return Viewport(draw(TIMES), ns_per_px, draw(st.integers(1, 4000)))


@given(viewports(), st.integers(-40, 40), st.integers(0, 3999))
def test_zooming_keeps_the_time_under_the_cursor(view, steps, x):
    assert view.zoomed(steps, x).time_at(x) == view.time_at(x)


@given(st.sampled_from(LADDER[100:400]), TIMES, st.integers(0, 3999), st.integers(-90, 90))
def test_zooming_in_and_out_comes_back(ns_per_px, origin_ns, x, steps):
    view = Viewport(origin_ns, ns_per_px, 1000)
    assert view.zoomed(steps, x).zoomed(-steps, x) == view


@given(viewports(), st.sampled_from([-1, 1]))
def test_a_step_always_zooms_except_at_the_limits(view, step):
    zoomed = view.zoomed(step, 0).ns_per_px
    if step > 0:
        assert zoomed < view.ns_per_px or view.ns_per_px == LADDER[0]
    else:
        assert zoomed > view.ns_per_px or view.ns_per_px == LADDER[-1]


@given(viewports(), PIXELS)
def test_panning_back_and_forth_is_where_it_was(view, pixels):
    assert view.panned(pixels).panned(-pixels) == view
    assert view.panned(pixels).time_at(-pixels) == view.time_at(0)


@given(viewports(), TIMES, st.integers(-50, 50))
def test_columns_are_absolute(view, t_ns, pixels):
    assert view.panned(pixels).x(t_ns) == view.x(t_ns) - pixels
    assert int(view.xs(np.array([t_ns]))[0]) == view.x(t_ns)


@given(viewports(), st.integers(0, 3999))
def test_a_pixels_time_is_shown_in_that_pixel(view, x):
    assert view.x(view.time_at(x)) == x


@given(viewports(), TIMES, st.integers(0, 3999))
def test_showing_puts_a_time_where_it_is_wanted(view, t_ns, x):
    shown = view.showing(t_ns, x)
    assert shown.x(t_ns) == x
    assert shown.ns_per_px == view.ns_per_px


@given(viewports(), TIMES, st.integers(0, 2**50), st.integers(0, 40))
def test_fitting_shows_the_whole_span(view, from_ns, span_ns, margin):
    fitted = view.fitted(from_ns, from_ns + span_ns, margin)
    assert fitted.origin_ns <= from_ns
    assert from_ns + span_ns <= fitted.end_ns
    if view.width > 100 and span_ns > view.width * MIN_NS_PER_PX:
        assert fitted.span_ns <= (span_ns + view.width) * view.width / (view.width - 2 * margin) + view.width


@given(viewports(), st.integers(1, 2**52), st.floats(0, 1))
def test_spanning_keeps_the_time_at_x(view, span_ns, share):
    x = int(share * view.width)
    spanning = view.spanning(span_ns, x)
    assert spanning.time_at(x) == view.time_at(x)
    assert spanning.span_ns >= min(span_ns, MAX_NS_PER_PX * view.width)


def test_limits_hold_and_stay_in_int64():
    view = Viewport(0, LADDER[-1], 4000)
    for _ in range(2000):
        view = view.panned(4000)
    assert view.origin_ns == FARTHEST_NS
    assert view.end_ns < 2**63
    assert view.zoomed(-5, 0).ns_per_px == MAX_NS_PER_PX
    assert Viewport(0, 20, 700).zoomed(500, 0).ns_per_px == MIN_NS_PER_PX


def test_the_zooms_reach_from_microseconds_to_years():
    assert LADDER[0] * 700 <= 10_000
    assert LADDER[-1] * 700 > 10 * 365 * 86_400 * 10**9
    assert all(high / low < 1.16 for low, high in pairwise(LADDER))
