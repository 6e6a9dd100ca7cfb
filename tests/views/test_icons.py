from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from waitgui.views.icons import Icons

RESOURCES = Path(__file__).parents[2] / "resources"
NAMES = Icons(RESOURCES).names()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_that_is_asked_for(qapp, name):
    image = Icons(RESOURCES).pixmap(name, "#b8360f", 16, 2.0).toImage()
    solid = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#b8360f"}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_keeps_to_the_grid(name):
    root = ElementTree.parse(RESOURCES / "icons" / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 16 16"
    assert root.get("stroke") == "currentColor"
    assert (root.get("stroke-width"), root.get("stroke-linecap")) == ("1.5", "round")


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_has_a_picture_of_its_own_for_each_ratio(qapp, dpr):
    icons = Icons(RESOURCES)
    pixmap = icons.icon("play", "#2647cc").pixmap(QSize(16, 16), dpr)
    assert pixmap.size() == QSize(round(16 * dpr), round(16 * dpr))
    assert pixmap.toImage() == icons.pixmap("play", "#2647cc", 16, dpr).toImage()


def test_a_disabled_icon_is_paler(qapp):
    icon = Icons(RESOURCES).icon("stop", "#2647cc")
    disabled = icon.pixmap(QSize(16, 16), 2.0, QIcon.Mode.Disabled).toImage()
    strongest = max(disabled.pixelColor(x, 8).alpha() for x in range(32))
    assert 80 < strongest < 140


def test_a_selected_row_leaves_the_colour_of_its_icon(qapp):
    icon = Icons(RESOURCES).icon("failed", "#b8360f")
    selected, usual = (
        icon.pixmap(QSize(16, 16), 1.0, mode).toImage() for mode in (QIcon.Mode.Selected, QIcon.Mode.Normal)
    )
    assert selected == usual


def test_an_unknown_name_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        Icons(RESOURCES).icon("no-such-icon", "#000000")
