import pytest

from waitgui.views.timeline.camera import FIRST_SPAN_NS, NOW_AT, Camera

S = 1_000_000_000
NOW = 5_000 * S


@pytest.fixture
def camera(qapp):
    made = Camera(NOW)
    made.set_width(700, 1.0)
    return made


@pytest.mark.parametrize("dpr", [1.25, 1.5, 2.0])
def test_another_screens_ratio_shows_the_same_span(camera, dpr):
    span, origin = camera.view.span_ns, camera.view.origin_ns
    camera.set_width(round(700 * dpr), dpr)
    assert camera.view.span_ns == pytest.approx(span, rel=0.01)
    assert camera.view.origin_ns == pytest.approx(origin, abs=span * 0.01)
    assert camera.view.x(NOW) == pytest.approx(700 * dpr * NOW_AT, abs=dpr)


def test_the_first_span_is_what_reset_goes_back_to(camera):
    camera.zoom(20, 100)
    assert camera.view.span_ns < FIRST_SPAN_NS / 2
    camera.set_span()
    assert camera.view.span_ns == pytest.approx(FIRST_SPAN_NS, rel=0.01)


def test_without_the_now_line_in_sight_keys_zoom_about_the_middle(camera):
    camera.pan(-5000)
    middle = camera.view.time_at(350)
    camera.zoom_about_now(8)
    assert camera.view.time_at(350) == middle
    assert not camera.following


def test_panning_by_nothing_goes_on_following(camera):
    camera.pan(0)
    assert camera.following


def test_looking_at_what_is_in_sight_moves_nothing(camera):
    before = camera.view
    camera.look_at(NOW - 20 * S)
    assert camera.view == before
    assert camera.following
    camera.look_at(NOW - 20_000 * S)
    assert 0 <= camera.view.x(NOW - 20_000 * S) < 700
    assert not camera.following


def test_selection_is_told_once(camera, qtbot):
    with qtbot.waitSignal(camera.selectionChanged, timeout=5000):
        camera.select("a")
    with qtbot.assertNotEmitted(camera.selectionChanged):
        camera.select("a")
