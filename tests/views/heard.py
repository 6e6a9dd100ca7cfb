"""What a screen reader is told of a window, and what of that would help nobody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
PRESSED = {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton, Role.Link, Role.PageTab}
FILLED = {Role.EditableText, Role.ComboBox, Role.SpinBox, Role.Slider}
CELLS = {Role.Cell, Role.ListItem, Role.TreeItem, Role.ColumnHeader, Role.RowHeader, Role.StaticText}
"""Told by their text, of which there may be two alike."""
SHAPELESS = {Role.NoRole, Role.Client, Role.Whitespace}
SCROLLED = "Column"
"""A page that has the focus only to be scrolled may be shapeless, with a name."""


class Heard(NamedTuple):
    """Something that shows.

    The name of a list of choices is what it is labelled with, or described: its own is what is chosen there.
    """

    role: QAccessible.Role
    name: str
    description: str
    state: QAccessible.State
    place: tuple[str, ...]
    """The names of what it is in."""
    who: str
    """Its class and name, for whoever has to mend it."""

    @property
    def is_control(self) -> bool:
        """Whether it can be pressed, filled in or gone to."""
        return self.role not in CELLS and (bool(self.state.focusable) or self.role in PRESSED | FILLED)


def heard(window: QWidget) -> list[Heard]:
    """All that shows of the window, from the top."""
    return list(_walk(QAccessible.queryAccessibleInterface(window)))


def _walk(told, place: tuple[str, ...] = ()) -> Iterator[Heard]:
    if told.state().invisible or told.role() in (Role.ScrollBar, Role.TitleBar):
        return
    thing = told.object()
    who = "" if thing is None else f"{type(thing).__name__} {thing.objectName()}".strip()
    name, description = (told.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description))
    if told.role() is Role.ComboBox:
        labels = [label for label, relation in told.relations() if relation is QAccessible.RelationFlag.Label]
        name = " ".join(label.text(QAccessible.Text.Name) for label in labels) or description
    yield Heard(told.role(), name, description, told.state(), place, who)
    inner = (*place, name) if name and told.role() not in SHAPELESS else place
    for number in range(told.childCount()):
        child = told.child(number)
        if child is not None:
            yield from _walk(child, inner)


def complaints(window: QWidget) -> list[str]:
    """What of its controls can't be told, or not from another."""
    controls = [one for one in heard(window) if one.is_control]
    shapeless = [one for one in controls if one.role in SHAPELESS and not one.who.startswith(SCROLLED)]
    found = [f"shapeless: {one.who} “{one.name}”" for one in shapeless]
    found += [f"without a name: {one.who} “{one.name}” {one.role}" for one in controls if not _says_something(one.name)]
    found += [f"markup: {one.who} {one.description}" for one in controls if one.description.startswith("<")]
    alike = Counter((one.place, one.role, one.name, one.description) for one in controls)
    return found + [f"{count} alike: {told}" for told, count in alike.items() if count > 1]


def _says_something(name: str) -> bool:
    """Words, not a glyph, and nothing of Qt's underlines."""
    return any(map(str.isalnum, name)) and "&" not in name
