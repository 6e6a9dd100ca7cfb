import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton, QSpinBox, QToolButton

from tests.views.colour_science import BLINDNESS, contrast, difference, seen
from waitgui.views.icons import Icons
from waitgui.views.image_resource import ImageResource
from waitgui.views.style_sheet import IMAGES, style_sheet
from waitgui.views.theme import Theme, font, set_look
from waitgui.views.tokens import CONTROL_HEIGHT, DARK, LIGHT, TYPE, Tokens, mixed

RESOURCES = Path(__file__).parents[2] / "resources"
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def canvas_grounds(tokens: Tokens) -> list[str]:
    return [tokens.surface, tokens.gap, mixed(tokens.surface, tokens.accent, tokens.selected_alpha)]


def plan_grounds(tokens: Tokens) -> list[str]:
    future = mixed(tokens.surface, tokens.accent, tokens.future_alpha)
    return [*canvas_grounds(tokens), future, mixed(future, tokens.accent, tokens.selected_alpha)]


def text_grounds(tokens: Tokens) -> list[str]:
    selected_name = mixed(tokens.gutter, tokens.accent, tokens.selected_alpha)
    return [*plan_grounds(tokens), tokens.window, tokens.gutter, tokens.raised, selected_name]


@THEMES
def test_text_is_readable_on_every_ground(tokens):
    for ground in text_grounds(tokens):
        for text in (tokens.text, tokens.text2, tokens.text3, tokens.error_text, tokens.warning_text):
            assert contrast(text, ground) >= 4.5, (text, ground)
    on_ground = [(tokens.on_accent, tokens.accent), (tokens.on_ok, tokens.ok), (tokens.on_failed, tokens.failed)]
    on_ground += [(tokens.error_text, tokens.error_ground), (tokens.warning_text, tokens.warning_ground)]
    on_ground += [(tokens.accent, tokens.accent_ground), (tokens.text, tokens.hover)]
    for text, ground in on_ground:
        assert contrast(text, ground) >= 4.5, (text, ground)


@THEMES
def test_bars_stand_out_from_every_ground(tokens):
    for ground in canvas_grounds(tokens):
        for bar in (tokens.ok, tokens.failed, tokens.timed_out, tokens.muted, tokens.met, tokens.accent):
            assert contrast(bar, ground) >= 3, (bar, ground)


@THEMES
def test_outlines_and_the_palest_plan_edges_stand_out(tokens):
    for ground in plan_grounds(tokens):
        assert contrast(mixed(ground, tokens.accent, tokens.edge_alpha), ground) >= 3, ground
    for ground in (tokens.window, tokens.surface, tokens.raised):
        assert contrast(tokens.outline, ground) >= 3, ground


@pytest.mark.parametrize(
    ("tokens", "name", "worst"),
    [
        (LIGHT, "text", 14.1), (LIGHT, "text2", 6.1), (LIGHT, "text3", 4.7), (LIGHT, "accent", 6.3),
        (DARK, "text2", 6.7), (DARK, "text3", 4.8), (DARK, "accent", 5.5), (DARK, "text", 11.1),
    ],
)  # fmt: skip
def test_worst_contrast_of_text_is_what_the_design_says(tokens, name, worst):
    assert min(contrast(getattr(tokens, name), ground) for ground in text_grounds(tokens)) >= worst - 0.05


@pytest.mark.parametrize(("tokens", "closest"), [(LIGHT, 10), (DARK, 13)], ids=["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_bar_colours_stay_apart_for_the_colour_blind(tokens, closest, blindness):
    bars = [tokens.ok, tokens.failed, tokens.timed_out, tokens.muted, tokens.accent, tokens.met]
    apart = [difference(seen(one, blindness), seen(other, blindness)) for one, other in combinations(bars, 2)]
    assert min(apart) >= closest


@THEMES
def test_style_sheet_takes_every_colour_from_the_tokens(tokens):
    values = {name: getattr(tokens, name) for name in Tokens.__slots__}
    black = Tokens(**{name: "#000000" if str(value).startswith("#") else value for name, value in values.items()})
    colours = re.findall(r"#[0-9a-f]{3,8}|rgba?\(|\b(?:white|black|gray)\b", style_sheet(black, "Mono", str))
    assert set(colours) == {"#000000"}
    assert tokens.accent in style_sheet(tokens, "Mono", str)


def test_image_resource_lives_as_long_as_its_object():
    files = {f"{name}.svg": name.encode() * 3 for name in IMAGES}
    images = ImageResource("test-images", files)
    for name, content in files.items():
        file = QFile(images.path(name))
        assert file.open(QFile.OpenModeFlag.ReadOnly)
        assert file.readAll().data() == content
        file.close()
    path = images.path("check.svg")
    del images
    assert not QFile.exists(path)


@pytest.fixture
def dressed(qapp):
    """Gives back what the other tests' application looked like."""
    style, before, sheet, was = qapp.style().objectName(), qapp.palette(), qapp.styleSheet(), qapp.font()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setStyle(style)
    qapp.setPalette(before)
    qapp.setFont(was)


def test_theme_switches_palette_and_sheet_and_says_so(dressed, qtbot):
    theme = Theme(Icons(RESOURCES), "light")
    theme.apply(dressed)
    assert dressed.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)
    with qtbot.waitSignal(theme.changed, timeout=5000):
        theme.set_mode("dark")
    assert theme.tokens is DARK
    assert dressed.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert DARK.accent in dressed.styleSheet()
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_theme_follows_the_desktop(dressed, qtbot):
    theme = Theme(Icons(RESOURCES))
    hints = dressed.styleHints()
    desktop_is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    assert theme.tokens.dark == desktop_is_dark
    theme.set_mode("dark")
    assert theme.tokens is DARK
    theme.set_mode("system")
    assert theme.tokens.dark == (hints.colorScheme() is Qt.ColorScheme.Dark)


def test_controls_are_as_high_as_the_design_says(dressed, qtbot):
    Theme(Icons(RESOURCES), "light").apply(dressed)
    for make in (QLineEdit, QComboBox, QSpinBox, QPushButton):
        widget = make()
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert min(widget.sizeHint().height(), widget.maximumHeight()) == CONTROL_HEIGHT, make.__name__


def test_look_changes_what_is_painted(dressed, qtbot):
    Theme(Icons(RESOURCES), "light").apply(dressed)
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.resize(120, CONTROL_HEIGHT)
    usual = button.grab().toImage().pixelColor(20, 6)
    set_look(button, "primary")
    assert button.grab().toImage().pixelColor(20, 6) == QColor(LIGHT.accent) != usual


def test_the_arrows_of_qts_own_file_dialog_are_seen(dressed, qtbot):
    theme = Theme(Icons(RESOURCES), "dark")
    theme.apply(dressed)
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    for name in ("backButton", "forwardButton", "toParentButton"):
        image = dialog.findChild(QToolButton, name).icon().pixmap(16).toImage()
        colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        assert QColor(DARK.text2).name() in {colour.name() for colour in colours if colour.alpha() == 255}


def test_fonts_have_the_sizes_of_the_design(qapp: QApplication):
    for role, pixels in TYPE.items():
        assert QFontInfo(font(role)).pixelSize() == pixels
    assert font("text", 600).weight() == 600
