"""The application in the theme's clothes and with English plurals, as people see it."""

from contextlib import contextmanager
from pathlib import Path

from waitgui.views.icons import Icons
from waitgui.views.language import Language
from waitgui.views.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"


@contextmanager
def dressed(app, mode="light"):
    """Gives the theme; afterwards the application looks as before."""
    style, palette, sheet, font = app.style().objectName(), app.palette(), app.styleSheet(), app.font()
    english = Language(RESOURCES / "translations", app)
    english.choose("en")
    theme = Theme(Icons(RESOURCES), mode)
    theme.apply(app)
    try:
        yield theme
    finally:
        english.end()
        app.setStyleSheet(sheet)
        app.setStyle(style)
        app.setPalette(palette)
        app.setFont(font)
