"""The one style sheet, generated from the tokens.

A widget asks for another look than its usual one by the property `look` (`theme.set_look`):

- QPushButton: usual (outlined), `primary`, `accent` (outlined in the accent), `flat`, `link`, `segment`, `template`,
  `primary-menu` (beside a primary one)
- QLabel: `welcome`, `title`, `sentence`, `section`, `text2`, `secondary`, `hint`, `error`, `chip`, `chip-error`,
  `chip-warning`, `chip-accent`, `key`, `warning-title`, `warning-sentence`,
  `warning` (on its card)
- QFrame: `segments` (around buttons), `bar` (a row of the window), `page`, `side`, `card`, `tip`, `card-warning`,
  `strip-error`, `strip-warning`, `rule` (a line of 1 px)
- QHeaderView: `still` (nothing happens when it is clicked)
- QListView: `topics` (one is chosen, as on tabs)
- QLineEdit, QPlainTextEdit, QComboBox, QDateTimeEdit: `invalid`; QLineEdit, QPlainTextEdit: `code`, `code-invalid`
"""

from __future__ import annotations

from dataclasses import fields
from string import Template
from typing import TYPE_CHECKING

from waitgui.views.tokens import CONTROL_HEIGHT, RADIUS_CARD, RADIUS_CONTROL, TYPE, mixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.views.tokens import Tokens

# Fields are 2 px thicker at focus: their padding gives way, so that the text stays where it is.
_SHEET = Template("""
* { outline: 0; }
QMainWindow, QDialog, QMessageBox { background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox QLabel { min-width: 320px; }
QFileDialog { backward-icon: url($arrow_left); forward-icon: url($arrow_right);
    filedialog-parent-directory-icon: url($chevron_up); }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QLabel { background: transparent; }
QLabel:disabled { color: $outline; }
QLabel[look="welcome"] { font-size: ${welcome_px}px; font-weight: 600; }
QLabel[look="title"] { font-size: ${title_px}px; font-weight: 600; }
QLabel[look="sentence"] { font-size: ${sentence_px}px; }
QLabel[look="section"] { font-size: ${section_px}px; font-weight: 600; }
QLabel[look="text2"] { color: $text2; }
QLabel[look="secondary"] { color: $text3; font-size: ${secondary_px}px; }
QLabel[look="hint"] { color: $text3; font-size: ${hint_px}px; }
QLabel[look="error"] { color: $error_text; font-size: ${secondary_px}px; font-weight: 500; }
QLabel[look="warning-title"] { color: $warning_text; font-weight: 600; }
QLabel[look="warning-sentence"] { color: $warning_text; }
QLabel[look="warning"] { color: $warning_text; font-size: ${secondary_px}px; }
QLabel[look="chip"], QLabel[look="chip-error"], QLabel[look="chip-warning"], QLabel[look="chip-accent"] {
    border-radius: 5px; padding: 2px 8px; font-size: ${secondary_px}px; font-weight: 600; }
QLabel[look="chip"] { background: $hover; color: $text2; }
QLabel[look="chip-error"] { background: $error_ground; color: $error_text; }
QLabel[look="chip-warning"] { background: $warning_ground; color: $warning_text; }
QLabel[look="chip-accent"] { background: $accent_ground; color: $accent; }
QLabel[look="key"] { background: $gutter; border: 1px solid $line; border-radius: 4px; padding: 1px 5px;
    color: $text2; font-size: ${hint_px}px; font-weight: 600; }

QFrame[look="bar"] { background: $window; border: 0; }
QFrame[look="page"] { background: $surface; border: 0; }
QFrame[look="side"] { background: $window; border: 0; }
QFrame[look="rule"] { background: $line; border: 0; min-height: 1px; min-width: 1px; }
QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
QFrame[look="tip"] { background: $raised; border: 1px solid $outline; border-radius: ${card}px; }
QFrame[look="strip-error"] { background: $error_ground; border: 0; border-left: 3px solid $failed; }
QFrame[look="strip-warning"] { background: $warning_ground; border: 0; border-left: 3px solid $timed_out; }
QFrame[look="card-warning"] { background: $warning_ground; border: 1px solid $warning_edge;
    border-radius: ${card}px; }
QFrame[look="segments"] { background: $track; border: 1px solid $line; border-radius: ${card}px; }

QPushButton { background: $raised; border: 1px solid $outline; border-radius: ${radius}px;
    min-height: ${inner}px; padding: 0 12px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: ${inner_focus}px; }
QPushButton:disabled { color: $outline; background: $hover; border-color: $line; }
QPushButton::menu-indicator { image: url($chevron_down); subcontrol-position: right center; right: 6px; width: 12px; }
QPushButton[look="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[look="primary"]:focus { border: 2px solid $accent_focus; }
QPushButton[look="primary"]:disabled { background: $hover; border-color: $line; color: $outline; }
QPushButton[look="accent"] { background: $accent_ground; border-color: $accent; color: $accent; font-weight: 600; }
QPushButton[look="accent"]:hover { background: $accent_ground_hover; }
QPushButton[look="flat"] { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton[look="flat"]:hover { background: $hover; border-color: $hover; }
QPushButton[look="flat"]:pressed, QPushButton[look="flat"]:checked { background: $line; border-color: $line; }
QPushButton[look="flat"]:focus { border: 2px solid $accent; padding: 0 7px; }
QPushButton[look="flat"]:disabled { background: transparent; border-color: transparent; }
QPushButton[look="template"] { background: $surface; border-color: $segment_edge; border-radius: ${card}px;
    min-height: 58px; padding: 0; }
QPushButton[look="template"]:hover { background: $hover; border-color: $outline; }
QPushButton[look="template"]:focus { border: 2px solid $accent; min-height: 56px; padding: 0; }
QPushButton[look="primary-menu"] { background: $accent; border-color: $accent; padding: 0;
    min-width: 22px; max-width: 22px; }
QPushButton[look="primary-menu"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary-menu"]:focus { border: 2px solid $accent_focus; padding: 0; }
QPushButton[look="primary-menu"]::menu-indicator { image: none; }
QPushButton[look="link"] { background: transparent; border-color: transparent; padding: 0 4px; color: $accent;
    font-weight: 600; }
QPushButton[look="link"]:hover { background: $accent_ground; }
QPushButton[look="link"]:focus { border: 2px solid $accent; padding: 0 3px; }
QPushButton[look="link"]:disabled { color: $outline; }
QPushButton[look="segment"] { background: transparent; border: 1px solid transparent; color: $text2;
    min-height: ${segment}px; padding: 0 14px; margin: 1px; }
QPushButton[look="segment"]:hover { color: $text; }
QPushButton[look="segment"]:checked { background: $segment_ground; border-color: $segment_edge; color: $text;
    font-weight: 600; }
QPushButton[look="segment"]:focus { border: 2px solid $accent; min-height: ${segment_focus}px; padding: 0 13px; }
QPushButton[look="segment"]:disabled { color: $outline; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
    min-width: ${inner}px; min-height: ${inner}px; padding: 0; font-weight: 500; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $line; }
QToolButton:focus { border: 2px solid $accent; min-width: ${inner_focus}px; min-height: ${inner_focus}px; }
QToolButton:disabled { color: $outline; background: transparent; }
QToolButton::menu-indicator { image: none; }
QLineEdit QToolButton { border: 0; min-width: 0; min-height: 0; padding: 0; background: transparent; }

QAbstractScrollArea { background: $surface; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QLineEdit, QComboBox, QAbstractSpinBox { background: $raised; border: 1px solid $outline;
    border-radius: ${radius}px; min-height: ${inner}px; padding: 0 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { background: $raised; border: 1px solid $outline; border-radius: ${radius}px;
    padding: 4px 6px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $gutter; border-color: $line; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 0 7px;
    min-height: ${inner_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px 5px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
    background: $window; border-color: $line; color: $outline; }
QLineEdit[look="code"], QPlainTextEdit[look="code"], QLineEdit[look="code-invalid"],
    QPlainTextEdit[look="code-invalid"] { font-family: "$mono"; font-size: ${secondary_px}px; }
QLineEdit[look="invalid"], QLineEdit[look="code-invalid"], QComboBox[look="invalid"],
    QAbstractSpinBox[look="invalid"] { border: 2px solid $failed; padding: 0 7px; min-height: ${inner_focus}px; }
QPlainTextEdit[look="invalid"], QPlainTextEdit[look="code-invalid"] { border: 2px solid $failed; padding: 3px 5px; }
QComboBox { padding-right: 26px; }
QComboBox:focus, QComboBox:on { padding-right: 25px; }
QComboBox::drop-down { border: 0; width: 24px; subcontrol-origin: border; subcontrol-position: right center; }
QComboBox::down-arrow { image: url($chevron_down); width: 12px; height: 12px; }
QComboBox::down-arrow:disabled { image: url($chevron_down_disabled); }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $outline; padding: 4px;
    selection-background-color: $selected_raised; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }
QAbstractSpinBox { padding-right: 22px; max-height: ${inner}px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
QAbstractSpinBox QLineEdit { padding-left: 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; background: transparent; width: 20px;
    subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 3px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 3px 0; }
QAbstractSpinBox::up-arrow { image: url($chevron_up); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($chevron_down); width: 10px; height: 10px; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off,
    QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: none; }

QCheckBox, QRadioButton { background: transparent; spacing: 8px; min-height: 20px; }
QCheckBox:disabled, QRadioButton:disabled { color: $outline; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 14px; height: 14px;
    border: 1px solid $outline; background: $raised; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url($check_on_accent); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url($minus_on_accent); }
QRadioButton::indicator:checked { border-color: $accent;
    background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 $accent, stop: 0.5 $accent, stop: 0.58 $raised, stop: 1 $raised); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked:focus { border-color: $accent_focus; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $hover; }
QCheckBox::indicator:checked:disabled { image: url($check_disabled); }
QRadioButton::indicator:checked:disabled { background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 $outline, stop: 0.5 $outline, stop: 0.58 $hover, stop: 1 $hover); }

QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border: 2px solid $accent; border-radius: 8px;
    background: $raised; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent_ground; }
QSlider::sub-page:horizontal:disabled { background: $outline; }
QSlider::handle:horizontal:disabled { border-color: $outline; }
QProgressBar { border: 0; border-radius: 3px; background: $line; max-height: 6px; text-align: center; }
QProgressBar::chunk { border-radius: 3px; background: $accent; }

QAbstractItemView { background: $surface; border: 0; show-decoration-selected: 1;
    selection-background-color: $selected; selection-color: $text; }
QTableView, QTreeView, QListView { gridline-color: transparent; alternate-background-color: $surface; }
QTableView::item, QTreeView::item { border: 0; border-bottom: 1px solid $grid; padding: 0 8px; }
QTreeView::item:hover, QListView::item:hover { background: $gutter; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $selected; color: $text; }
QListView[look="topics"]::item { padding: 0 8px; border: 2px solid transparent; border-radius: ${radius}px; }
QListView[look="topics"]::item:focus { border-color: $accent; }
QScrollArea#help-page { border: 2px solid transparent; }
QScrollArea#help-page:focus { border-color: $accent; }
QHeaderView { background: $gutter; border: 0; }
QHeaderView::section { background: $gutter; color: $text2; border: 0; border-bottom: 1px solid $line; padding: 0 11px;
    min-height: 32px; font-size: ${hint_px}px; font-weight: 600; }
QHeaderView::section:hover { color: $text; }
QHeaderView[look="still"]::section { color: $text2; }
QHeaderView::up-arrow { image: url($chevron_up); width: 10px; height: 10px; }
QHeaderView::down-arrow { image: url($chevron_down); width: 10px; height: 10px; }
QTableCornerButton::section { background: $gutter; border: 0; }
QTreeView::branch { background: transparent; border-image: none; image: none; }
QTreeView::branch:has-children:closed { image: url($chevron_right); }
QTreeView::branch:has-children:open { image: url($chevron_down); }

QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }

QTabBar { background: transparent; border: 0; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text2; border: 0; border-bottom: 3px solid transparent;
    padding: 3px 0 0 0; margin: 0 12px 0 16px; min-height: 42px; font-weight: 500; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QTabBar#set-tabs::scroller { width: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }

QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: 4px 6px; }
QMenuBar { background: $window; border: 0; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 4px; min-width: 120px; }
QMenu::item:selected { background: $selected_raised; }
QMenu::item:disabled { color: $outline; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { image: url($check); }
QMenu::right-arrow { image: url($chevron_right); width: 12px; height: 12px; margin-right: 4px; }
QStatusBar { background: $window; border: 0; border-top: 1px solid $line; color: $text2;
    font-size: ${secondary_px}px; }
QStatusBar::item { border: 0; }
QGroupBox { border: 0; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0; }
""")

IMAGES = {
    "arrow_left": ("arrow-left", "text2"),
    "arrow_right": ("arrow-right", "text2"),
    "chevron_down": ("chevron-down", "text2"),
    "chevron_down_disabled": ("chevron-down", "outline"),
    "chevron_up": ("chevron-up", "text2"),
    "chevron_right": ("chevron-right", "text2"),
    "check": ("check", "text"),
    "check_disabled": ("check", "outline"),
    "check_on_accent": ("check", "on_accent"),
    "minus_on_accent": ("minus", "on_accent"),
}
"""The images of the sheet: the icon of each and the token of its colour."""


def style_sheet(tokens: Tokens, mono: str, image: Callable[[str], str]) -> str:
    """The sheet. `mono` is the family of fixed width; `image` gives the path of an image of `IMAGES`."""
    values: dict[str, object] = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    values |= {f"{role}_px": pixels for role, pixels in TYPE.items()}
    values |= {name: image(name) for name in IMAGES}
    return _SHEET.substitute(
        values,
        mono=mono,
        radius=RADIUS_CONTROL,
        card=RADIUS_CARD,
        inner=CONTROL_HEIGHT - 2,
        inner_focus=CONTROL_HEIGHT - 4,
        segment=CONTROL_HEIGHT - 6,
        segment_focus=CONTROL_HEIGHT - 8,
        track=mixed(tokens.window, tokens.text, 0.05),
        segment_ground=tokens.line if tokens.dark else tokens.raised,
        segment_edge=mixed(tokens.window, tokens.text, 0.2),
        scroll=mixed(tokens.surface, tokens.outline, 0.55),
        warning_edge=mixed(tokens.warning_ground, tokens.timed_out, 0.7),
        selected=mixed(tokens.surface, tokens.accent, tokens.selected_alpha),
        selected_raised=mixed(tokens.raised, tokens.accent, tokens.selected_alpha),
        accent_hover=mixed(tokens.accent, tokens.text, 0.14),
        accent_pressed=mixed(tokens.accent, tokens.text, 0.26),
        accent_focus=mixed(tokens.accent, tokens.text, 0.6),
        accent_ground_hover=mixed(tokens.accent_ground, tokens.accent, 0.08),
    )
