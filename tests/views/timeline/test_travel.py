"""Going back to where the view was, and forth again."""

from __future__ import annotations

import pytest

from waitgui.views.timeline.camera import NOW_AT, Camera
from waitgui.views.timeline.travel import KEPT, Place, Travel

S = 1_000_000_000
NOW = 5_000 * S


@pytest.fixture
def camera(qapp):
    made = Camera(NOW)
    made.set_width(700, 1.0)
    return made


def test_a_continuous_move_is_one_step(camera):
    begin = camera.view
    for _ in range(20):
        camera.pan(-7)
    camera.settle()
    camera.zoom(8, 100)
    zoomed = camera.view
    camera.back()
    assert camera.view == begin.panned(-140)
    camera.back()
    assert camera.view == begin
    assert camera.following
    assert not camera.can_back
    camera.back()
    assert camera.view == begin
    camera.forward()
    camera.forward()
    assert camera.view == zoomed
    assert not camera.can_forward


def test_a_new_move_forgets_what_was_gone_back_from(camera):
    camera.fit(0, S)
    camera.back()
    assert camera.can_forward
    camera.pan(5)
    assert not camera.can_forward


def test_back_to_following_shows_the_now_of_then_and_moves_on(camera):
    camera.fit(0, S)
    camera.set_now(NOW + 90 * S)
    camera.back()
    assert camera.following
    assert camera.view.x(NOW + 90 * S) == round(700 * NOW_AT)


def test_each_command_is_a_step_of_its_own(camera):
    views = [camera.view]
    for act in (lambda: camera.zoom_about_now(4), lambda: camera.fit(0, S), camera.set_span, camera.jump_to_now):
        act()
        views.append(camera.view)
    for view in views[-2::-1]:
        camera.back()
        assert camera.view.ns_per_px == view.ns_per_px
        assert abs(camera.view.origin_ns - view.origin_ns) < view.ns_per_px


def test_moves_that_lead_nowhere_are_no_steps(camera):
    camera.fit(0, S)
    camera.fit(0, S)
    camera.fit(0, S)
    camera.back()
    assert camera.following
    assert not camera.can_back


def test_only_so_many_places_are_kept():
    travel = Travel()
    for at in range(3 * KEPT):
        travel.leave(Place(at, 1, False, 0.5))
        travel.settle()
    steps, here = 0, Place(-1, 1, False, 0.5)
    while (place := travel.back(here)) is not None:
        steps, here = steps + 1, place
    assert steps == KEPT


def test_an_eased_zoom_glides_and_is_done_at_once_in_all_that_is_asked(camera, qtbot):
    camera.set_eased(eased=True)
    before = camera.view
    with qtbot.waitSignal(camera.zoomChanged) as told:
        camera.zoom_about_now(4)
    aim = camera.aim
    assert told.args == [aim.span_ns]
    camera._glide.setCurrentTime(40)
    between = camera.view
    assert aim.ns_per_px < between.ns_per_px < before.ns_per_px
    assert abs(between.x(NOW) - before.x(NOW)) <= 1
    camera.zoom_about_now(4)
    assert camera.aim.ns_per_px < aim.ns_per_px, "a second press goes on from where the first one leads"
    camera._glide.setCurrentTime(120)
    assert camera.view == camera.aim


def test_the_hand_is_never_eased_and_ends_what_glides(camera):
    camera.set_eased(eased=True)
    camera.fit(0, S)
    assert camera.view != camera.aim
    camera.pan(3)
    assert camera.view == camera.aim
    camera.zoom(4, 100)
    assert camera.view == camera.aim


def test_while_it_glides_it_follows(camera):
    camera.set_eased(eased=True)
    camera.zoom_about_now(4)
    x = camera.aim.x(NOW)
    camera.set_now(NOW + 30 * S)
    camera._glide.setCurrentTime(120)
    assert camera.view.x(NOW + 30 * S) == x
