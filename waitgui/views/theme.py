"""The theme in force: colours, palette, style sheet and fonts, all from `tokens`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QStyle

from waitgui.views.image_resource import ImageResource
from waitgui.views.style_sheet import IMAGES, style_sheet
from waitgui.views.tokens import DARK, LIGHT, TYPE, Tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from waitgui.views.icons import Icons

Mode: TypeAlias = Literal["system", "light", "dark"]

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_NAMELESS_FAMILIES = {"Sans", "Sans Serif", "sans-serif"}  # no desktop has chosen a font
_PREFERRED_FAMILIES = ("Inter", "Noto Sans", "Cantarell")
_TABULAR_FIGURES = QFont.Tag("tnum")


class Theme(QObject):
    """Which colours are in force: the desktop's choice of light or dark, or the user's. For the GUI thread."""

    changed = Signal()
    """The tokens are others now; palette and style sheet are in place."""

    def __init__(self, icons: Icons, mode: Mode = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._mode: Mode = mode
        self._app: QApplication | None = None
        self._images: dict[bool, ImageResource] = {}
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._tokens = self._wanted()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def icons(self) -> Icons:
        """The icons, to be asked for in a colour of `tokens`."""
        return self._icons

    @property
    def mode(self) -> Mode:
        """What was chosen."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Follow the desktop ("system") or be "light" or "dark" whatever it says."""
        self._mode = mode
        # Window frames and the desktop's own dialogs follow, where the platform can.
        self._hints.setColorScheme(_SCHEMES.get(mode, Qt.ColorScheme.Unknown))
        self._follow()

    def apply(self, app: QApplication) -> None:
        """Dress the application, now and whenever the theme changes."""
        self._app = app
        app.setStyle("Fusion")
        app.setFont(font())
        self._dress(app)

    @Slot()
    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is self._tokens:
            return
        self._tokens = wanted
        if self._app is not None:
            self._dress(self._app)
        self.changed.emit()

    def _wanted(self) -> Tokens:
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark if self._mode == "system" else self._mode == "dark"
        return DARK if dark else LIGHT

    def _dress(self, app: QApplication) -> None:
        tokens = self._tokens
        images = self._images.get(tokens.dark)
        if images is None:
            drawn = {
                f"{key}.svg": self._icons.svg(name, getattr(tokens, token)) for key, (name, token) in IMAGES.items()
            }
            images = self._images[tokens.dark] = ImageResource(f"theme-{'dark' if tokens.dark else 'light'}", drawn)
        app.setPalette(palette(tokens))
        app.setStyleSheet(style_sheet(tokens, mono_family(), lambda key: images.path(f"{key}.svg")))


def palette(tokens: Tokens) -> QPalette:
    """The tokens in the palette's roles, for what the style sheet doesn't reach."""
    role = QPalette.ColorRole
    colours = QPalette()
    for where, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.gutter,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error_text,
        role.Light: tokens.raised,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.outline,
        role.Shadow: tokens.outline,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
    }.items():
        colours.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        colours.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.outline))
    colours.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.line))
    return colours


def font(role: str = "text", weight: int = 400) -> QFont:
    """The desktop's font at the size of a role of `tokens.TYPE`, with figures of one width."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if made.family() in _NAMELESS_FAMILIES:
        installed = set(QFontDatabase.families())
        made.setFamilies([*(family for family in _PREFERRED_FAMILIES if family in installed), made.family()])
    made.setPixelSize(TYPE[role])
    made.setWeight(QFont.Weight(weight))
    made.setFeature(_TABULAR_FIGURES, 1)
    return made


def mono_family() -> str:
    """The desktop's font of fixed width, for what is typed into a shell and what comes out of it."""
    return QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).family()


def may_ease(widget: QWidget) -> bool:
    """Whether the desktop lets things glide; who wants little motion has told it so."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget one of the looks that `style_sheet` names; "" is its usual one."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
