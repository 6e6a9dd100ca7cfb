import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QTextDocument
from PySide6.QtGui import Qt as QtGuiNames
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from waitgui.tasks.words import Span
from waitgui.views.labels import ElidedLabel, SentenceLabel, plain_label, tool_tip, visible

MARKUP = "<b>bold</b> &amp; <img src='/etc/passwd'>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, é, 中文, 👩‍👩‍👧", "plain text, é, 中文, 👩‍👩‍👧"),
        ("a\N{NO-BREAK SPACE}b", "a\N{NO-BREAK SPACE}b"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("photo\u202egnp.exe", r"photo\u202egnp.exe"),
        ("a\u2066b\u2069\u200b\ufeff", r"a\u2066b\u2069\u200b\ufeff"),
        ("a\nb\tc\rd", r"a\x0ab\x09c\x0dd"),
        ("\ud800", r"\ud800"),
        ("\x7f\x85\u2028", r"\x7f\x85\u2028"),
    ],
)
def test_what_does_not_show_is_escaped(text, shown):
    assert visible(text) == shown


def test_lines_and_tabs_stay_where_lines_are_wanted():
    assert visible("a\n\tb\r\x00", lines=True) == "a\n\tb\\x0d\\x00"


def test_markup_is_shown_as_it_is(qtbot):
    label = plain_label(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_tool_tip_shows_the_plain_text():
    assert tool_tip("") == ""
    assert tool_tip("Search (Ctrl+F)\nor \x1b") == "Search (Ctrl+F)\nor \\x1b"
    assert tool_tip("a<b> & \x1b\nnext") == "<span>a&lt;b&gt; &amp; \\x1b<br>next</span>"
    assert tool_tip("word " * 30) == f"<span>{'word ' * 30}</span>"


@pytest.mark.parametrize(
    "text", ["<b>x", "a\n<img src=x>", "&lt;b&gt;", " <?xml", "x<b>y</b>", "Tom & Jerry", "x" * 101]
)
def test_what_might_be_markup_is_escaped_in_a_tool_tip(text):
    assert QtGuiNames.mightBeRichText(tool_tip(text))
    document = QTextDocument()
    document.setHtml(tool_tip(text))
    assert document.toPlainText().split() == text.split()


def test_elided_label_tells_all_of_it_where_it_has_no_room(qtbot):
    label = ElidedLabel("Migrate <staging> when it is up")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == "<span>Migrate &lt;staging&gt; when it is up</span>"
    assert label.accessibleName() == label.full_text == "Migrate <staging> when it is up"
    label.resize(label.sizeHint())
    assert label.text() == label.full_text
    assert label.toolTip() == ""


def test_elided_label_asks_for_room_for_all_of_its_text(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    label = ElidedLabel("short")
    column = QVBoxLayout(window)
    column.addWidget(label)
    label.set_full_text("quite a bit longer than that")
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance("quite a bit longer than that")
    assert label.minimumSizeHint().width() < 60


SENTENCE = [
    Span("Runs "),
    Span("rsync every 5 min after it ends", strong=True),
    Span(", up to "),
    Span("20 % later", strong=True),
    Span(", starting 10 s after Start. Stops after 10 ticks."),
]


@pytest.fixture
def sentence(qtbot):
    label = SentenceLabel(look="")
    qtbot.addWidget(label)
    font = QFont()
    font.setPixelSize(15)
    label.setFont(font)
    label.set_spans(SENTENCE)
    return label


def test_sentence_is_higher_where_it_is_narrower(sentence):
    line = sentence.minimumSizeHint().height()
    assert sentence.heightForWidth(4000) == pytest.approx(line, abs=1)
    pitch = QFontMetricsF(sentence.font()).height() * 1.38
    lines = round((sentence.heightForWidth(200) - line) / pitch) + 1
    assert lines >= 3
    assert sentence.heightForWidth(200) == pytest.approx(line + (lines - 1) * pitch, abs=lines)


def test_sentence_is_read_aloud_whole(sentence):
    whole = "".join(span.text for span in SENTENCE)
    interface = QAccessible.queryAccessibleInterface(sentence)
    assert interface.role() is QAccessible.Role.StaticText
    assert interface.text(QAccessible.Text.Name) == whole


def test_sentence_paints_its_words_in_its_colour(sentence):
    palette = sentence.palette()
    palette.setColor(palette.ColorRole.WindowText, QColor("#00ff00"))
    palette.setColor(palette.ColorRole.Window, QColor("#000000"))
    sentence.setPalette(palette)
    sentence.resize(400, sentence.heightForWidth(400))
    image = sentence.grab().toImage()
    greens = sum(
        image.pixelColor(x, y).green() > 128 for x in range(0, image.width(), 2) for y in range(image.height())
    )
    assert greens > 100


def ink(label: SentenceLabel, spans: list[Span]) -> int:
    label.set_spans(spans)
    label.resize(500, 60)
    image = label.grab().toImage()
    ground = image.pixelColor(499, 59).lightness()
    return sum(
        abs(image.pixelColor(x, y).lightness() - ground) for x in range(image.width()) for y in range(image.height())
    )


def test_strong_parts_are_heavier(sentence):
    assert ink(sentence, [Span("every 5 min", strong=True)]) > 1.03 * ink(sentence, [Span("every 5 min")])


def test_strong_part_behind_an_astral_character_begins_where_it_should(sentence):
    sentence.set_spans([Span("😀 "), Span("strong", strong=True)])
    sentence.heightForWidth(300)
    (piece,) = sentence.formats()
    assert (piece.start, piece.length) == (3, 6)


def test_sentence_shows_control_characters(sentence):
    sentence.set_spans([Span("Runs "), Span("\u202eevil", strong=True)])
    assert sentence.text() == r"Runs \u202eevil"


def test_plain_label_takes_no_look_it_was_not_given(qtbot):
    label = plain_label("x")
    qtbot.addWidget(label)
    assert isinstance(label, QLabel)
    assert label.property("look") is None
    assert plain_label("x", look="hint").property("look") == "hint"
