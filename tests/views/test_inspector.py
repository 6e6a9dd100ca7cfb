from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

from tests.views.dressing import dressed
from waitgui.tasks.explain import tick_sentence
from waitgui.tasks.record import Kind, Outcome, Planned, Result, Tick, TickStarted
from waitgui.tasks.words import Span
from waitgui.views.badge import Badge, Chip, outcome_badge
from waitgui.views.inspector import Inspector, InspectorStrip, InspectorView
from waitgui.views.output_view import MOST_CHARACTERS, MOST_LINES, count_words, shown_output
from waitgui.views.tick_sum import TickSum, TickSumDrawing, short_clock

# What the offscreen platform says of any window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

S, MS = 1_000_000_000, 1_000_000
START = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def wall(ns):
    return START + timedelta(microseconds=ns // 1_000)


def tick(*, base="tick end", period_ns=60 * S, jitter_ns=4_200 * MS, late_ns=3 * MS, outcome=Outcome.FAILED, output=""):
    due_ns = 20 * S + period_ns + jitter_ns
    start_ns = due_ns + late_ns
    return Tick(
        "dump",
        1,
        2,
        Kind.ACTION,
        due_ns,
        start_ns,
        start_ns + 13_600 * MS,
        Result(outcome, exit_code=1, output=output),
        plan=Planned("dump", 1, 2, due_ns, base, 20 * S, period_ns, jitter_ns, 6 * S),
    )


def view_of(shown, **changes):
    fields = {
        "name": "Dump database",
        "subtitle": "Run 1, tick 2 · 14:31:24",
        "badge": outcome_badge(shown.outcome),
        "sentence": tuple(tick_sentence(shown, wall)),
        "sum": TickSum.of(shown, wall),
        "stats": (("Ticks", "2, 1 failed"),),
        "output": "pg_dump: error\nConnection refused\n",
    }
    return InspectorView(**{**fields, **changes})


@pytest.fixture
def theme(qapp):
    with dressed(qapp) as worn:
        yield worn


@pytest.fixture
def inspector(qtbot, theme):
    made = Inspector(theme)
    qtbot.addWidget(made)
    made.resize(316, 640)
    with qtbot.waitActive(made):
        made.show()
    return made


def shown_texts(widget):
    labels = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return [label.text().replace("\u00a0", " ") for label in labels]


def test_it_shows_what_it_is_given(inspector):
    inspector.show_view(view_of(tick()))
    texts = shown_texts(inspector)
    assert texts[:3] == ["Dump database", "Failed", "Run 1, tick 2 · 14:31:24"]
    assert (
        "Due at 14:31:24.200: the last tick ended at 14:30:20.000, plus the period of 1 min, plus 4.2 s jitter. "
        "Started 3 ms late. Failed after 13.6 s with exit code 1."
    ) in texts
    assert {"Ticks", "2, 1 failed", "Output", "2 lines"} <= set(texts)
    assert inspector.findChild(QPlainTextEdit).toPlainText() == "pg_dump: error\nConnection refused"


def test_nothing_selected_says_how_to_get_something(inspector):
    assert shown_texts(inspector) == ["Select a task to see why it ran when it did."]
    inspector.show_view(view_of(tick()))
    inspector.show_view(None)
    assert shown_texts(inspector) == ["Select a task to see why it ran when it did."]


def test_what_is_missing_is_left_out(inspector):
    inspector.show_view(view_of(tick()))
    inspector.show_view(InspectorView("Heartbeat", badge=Badge("Waiting", "clock")))
    assert [
        text for text in shown_texts(inspector) if text not in ("←", "→", "tick", "Enter", "edit", "F5", "run now")
    ] == [
        "Heartbeat",
        "Waiting",
    ]
    assert not inspector.findChild(TickSumDrawing).isVisible()
    assert not inspector.output.isVisible()
    assert not inspector.copy.isVisible()


def test_a_silent_tick_says_that_it_printed_nothing(inspector):
    inspector.show_view(view_of(tick(), output=""))
    assert "It printed nothing." in shown_texts(inspector)
    assert not inspector.output.isVisible()
    inspector.show_view(view_of(tick(), output="hello"))
    assert inspector.output.isVisible()
    assert "It printed nothing." not in shown_texts(inspector)


def test_fewer_stats_leave_nothing_behind(inspector):
    inspector.show_view(view_of(tick(), stats=(("Ticks", "2"), ("Next", "in 4 s"))))
    inspector.show_view(view_of(tick(), stats=(("Next", "in 3 s"),)))
    texts = shown_texts(inspector)
    assert "in 3 s" in texts
    assert not {"Ticks", "2", "in 4 s"} & set(texts)


def test_buttons_ask_for_a_run_and_for_the_form(qtbot, inspector):
    inspector.show_view(view_of(tick()))
    with qtbot.waitSignal(inspector.runNowRequested):
        QTest.mouseClick(inspector.run_now, Qt.MouseButton.LeftButton)
    inspector.edit.setFocus()
    with qtbot.waitSignal(inspector.editRequested):
        QTest.keyClick(inspector.edit, Qt.Key.Key_Return)
    inspector.show_view(view_of(tick(), can_run=False))
    assert not inspector.run_now.isEnabled()


def test_a_task_that_waits_to_be_started_offers_that(qtbot, inspector):
    inspector.show_view(view_of(tick(), can_start=True))
    assert not inspector.run_now.isVisible()
    with qtbot.waitSignal(inspector.startRequested):
        QTest.mouseClick(inspector.start, Qt.MouseButton.LeftButton)
    inspector.show_view(view_of(tick()))
    assert not inspector.start.isVisible()
    assert inspector.run_now.isVisible()


def test_the_whole_output_is_copied(qtbot, inspector):
    output = "x" * (MOST_CHARACTERS + 10) + "\n\x1b[0m"
    inspector.show_view(view_of(tick(), output=output))
    QTest.mouseClick(inspector.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == output


def test_the_same_output_keeps_its_place(qtbot, inspector):
    output = "\n".join(f"line {n}" for n in range(500))
    inspector.show_view(view_of(tick(), output=output))
    bar = inspector.output.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0, timeout=10_000)
    bar.setValue(10)
    inspector.show_view(view_of(tick(), output=output, stats=(("Next", "in 3 s"),)))
    assert bar.value() == 10
    inspector.show_view(view_of(tick(), output=output + "\nmore"))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=10_000)


def test_a_long_output_takes_the_room_there_is_and_no_more(qtbot, inspector):
    inspector.show_view(view_of(tick(), output="a\nb\nc"))
    qtbot.waitUntil(lambda: inspector.output.verticalScrollBar().maximum() == 0, timeout=10_000)
    assert inspector.output.height() < 120
    inspector.show_view(view_of(tick(), output="\n".join("abc" for _ in range(300))))
    qtbot.waitUntil(lambda: inspector.output.height() > 140, timeout=10_000)
    bottom = inspector.edit.mapTo(inspector, inspector.edit.rect().bottomLeft()).y()
    assert bottom < inspector.height()


def test_every_control_has_a_name(inspector):
    inspector.show_view(view_of(tick()))
    controls = [*inspector.findChildren(QAbstractButton), inspector.output, inspector.findChild(TickSumDrawing)]
    for control in controls:
        if control.isVisible():
            assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name).strip()


def test_tab_stops_at_the_output_and_the_buttons(inspector):
    inspector.show_view(view_of(tick()))
    inspector.output.setFocus()
    names = []
    for _ in range(3):
        QTest.keyClick(inspector.focusWidget(), Qt.Key.Key_Tab)
        names.append(inspector.focusWidget().objectName())
    assert names == ["inspector_run_now", "inspector_edit", "inspector_copy"]


def test_text_from_outside_is_shown_as_it_is(inspector):
    evil = "<img src='/etc/passwd'>\u202e"
    inspector.show_view(
        view_of(tick(), name=evil, sentence=(Span(evil, strong=True),), stats=((evil, evil),), output=evil)
    )
    for label in inspector.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "\u202e" not in label.text()
    assert inspector.output.toPlainText() == "<img src='/etc/passwd'>\\u202e"


def test_key_caps_are_those_that_work(qtbot, inspector):
    inspector.show_view(view_of(tick()))
    inspector.show_keys((("F2",), "edit"))

    def caps():
        labels = [label for label in inspector.findChildren(QLabel) if label.property("look") == "key"]
        return [label.text() for label in labels if label.isVisible()]

    qtbot.waitUntil(lambda: caps() == ["F2"], timeout=10_000)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_badge_with_an_icon_of_ours(theme, outcome):
    badge = outcome_badge(outcome)
    assert badge.text
    assert badge.icon in theme.icons.names()


def test_a_badge_paints_in_its_tone(qtbot, theme):
    chip = Chip(theme)
    qtbot.addWidget(chip)
    chip.show_badge(Badge("Failed", "cross", "error"))
    chip.resize(chip.sizeHint())
    image = chip.grab().toImage()
    assert image.pixelColor(4, chip.height() // 2) == QColor(theme.tokens.error_ground)
    assert chip.sizeHint().width() > chip.fontMetrics().horizontalAdvance("Failed") + 16


# The sum


def test_the_sum_of_a_tick():
    shown = TickSum.of(tick(), wall)
    assert shown == TickSum(
        "tick end",
        wall(20 * S),
        wall(84_200 * MS),
        60 * S,
        4_200 * MS,
        3 * MS,
        13_600 * MS,
        Outcome.FAILED,
    )
    assert short_clock(shown.due_at) == "14:31:24.2"
    assert short_clock(shown.base_at) == "14:30:20"


def test_what_was_not_planned_or_not_run_has_no_sum():
    assert TickSum.of(tick()._replace(plan=None), wall) is None
    assert TickSum.of(tick(outcome=Outcome.SKIPPED), wall) is None


def columns_of(drawing, token_colour):
    image = drawing.grab().toImage()
    y = 31
    return [x for x in range(image.width()) if image.pixelColor(x, y) == QColor(token_colour)]


def test_the_sum_is_drawn_to_scale(qtbot, theme):
    drawing = TickSumDrawing(theme)
    qtbot.addWidget(drawing)
    drawing.resize(400, 66)
    drawing.show_sum(TickSum.of(tick(outcome=Outcome.OK, late_ns=0, jitter_ns=0, period_ns=40_800 * MS), wall))
    bar = columns_of(drawing, theme.tokens.ok)
    # 40.8 s of period, 13.6 s of tick: a quarter of the width.
    assert min(bar) == pytest.approx(300, abs=5)
    assert max(bar) == pytest.approx(398, abs=3)


def test_a_tick_too_short_to_see_is_seen(qtbot, theme):
    drawing = TickSumDrawing(theme)
    qtbot.addWidget(drawing)
    drawing.resize(300, 66)
    shown = TickSum("tick end", wall(0), wall(3_600 * S), 3_600 * S, 0, 0, MS, Outcome.OK)
    drawing.show_sum(shown)
    image = drawing.grab().toImage()
    blues = [x for x in range(280, 300) if image.pixelColor(x, 31).blue() > image.pixelColor(x, 31).red() + 40]
    assert len(blues) >= 2


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_every_outcome_can_be_drawn(qtbot, theme, outcome):
    drawing = TickSumDrawing(theme)
    qtbot.addWidget(drawing)
    drawing.resize(300, 66)
    drawing.show_sum(TickSum("start", wall(0), wall(S), S, 0, 2 * S, S, outcome))
    ground = drawing.grab().toImage()
    drawing.show_sum(TickSum("start", wall(0), wall(S), 0, 0, 0, 0, outcome))
    assert drawing.grab().toImage() != ground


# The output


@pytest.mark.parametrize(
    ("output", "text", "lines"),
    [
        ("", "", 0),
        ("a", "a", 1),
        ("a\n", "a", 1),
        ("a\n\n", "a\n", 2),
        ("a\r\nb\rc\td", "a\nb\\x0dc\td", 2),
        ("\x1b[31mred\x1b[0m\x00", "\\x1b[31mred\\x1b[0m\\x00", 1),
    ],
)
def test_output_is_shown_with_its_control_characters(output, text, lines):
    assert shown_output(output)[:2] == (text, lines)


def test_long_lines_are_cut_and_say_so():
    shown = shown_output("y" * 300_000 + "\nnext")
    first, second = shown.text.split("\n")
    assert first == "y" * MOST_CHARACTERS + "… 295,904 more characters"
    assert second == "next"


def test_of_many_lines_the_last_are_shown(theme):
    shown = shown_output("\n".join(str(n) for n in range(50_000)))
    lines = shown.text.split("\n")
    assert lines[0] == "… 48,000 lines before this aren't shown"
    assert lines[-1] == "49999"
    assert len(lines) == MOST_LINES + 1
    assert count_words(shown) == "50,000 lines"  # grouped as the locale has it


def test_dropped_bytes_are_told(theme):
    shown = shown_output("tail\n", 1_234_567)
    assert shown.text == "… 1,234,567 bytes before this weren't kept\ntail"
    assert count_words(shown) == "the last 1 line"


# The strip


def test_the_strip_says_the_same_on_two_lines(qtbot, theme):
    strip = InspectorStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(900, 60)
    strip.show_view(view_of(tick()))
    strip.show()
    whole = ["Failed", "Dump database", "Run 1, tick 2 · 14:31:24"]
    qtbot.waitUntil(lambda: shown_texts(strip)[:3] == whole, timeout=10_000)
    assert shown_texts(strip)[3].startswith("Due at 14:31:24.200: the last tick ended")
    with qtbot.waitSignal(strip.detailsRequested):
        QTest.mouseClick(strip.details, Qt.MouseButton.LeftButton)
    strip.show_view(None)
    assert not strip.isVisible()


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("tick end", "last end 14:30:00 + period 1 s + jitter 500 ms"),
        ("met", "met 14:30:00 + period 1 s + jitter 500 ms"),
        ("resume", "resumed 14:30:00 + period 1 s + jitter 500 ms"),
        ("gap", "gap's end 14:30:00 + period 1 s + spread 500 ms"),
        ("start", "Start 14:30:00 + delay 1 s + jitter 500 ms"),
    ],
)
def test_the_sum_says_what_it_counts_from(qtbot, theme, base, words):
    drawing = TickSumDrawing(theme)
    qtbot.addWidget(drawing)
    drawing.show_sum(TickSum(base, wall(0), wall(1_500 * MS), S, 500 * MS, 0, MS, Outcome.OK))
    assert drawing.accessibleDescription().replace("\u00a0", " ") == words


def test_the_sum_of_a_tick_under_way_grows():
    plan = Planned("a", 1, 2, 10 * S, "tick end", 0, 8 * S, 2 * S, 3 * S)
    started = TickStarted("a", 1, 2, Kind.ACTION, 10 * S, 11 * S)
    shown = TickSum.under_way(started, plan, 14 * S, wall, tries=True)
    assert shown == TickSum("tick end", wall(0), wall(10 * S), 8 * S, 2 * S, S, 3 * S, None, tries=True)
    assert TickSum.under_way(started, None, 14 * S, wall, tries=True) is None
