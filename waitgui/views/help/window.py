"""The window of the help: the topics at the left, one of them at the right. It can stay beside what it explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from waitgui.views.column import Column
from waitgui.views.help.concepts import Topic, concepts
from waitgui.views.help.pictures import picture
from waitgui.views.help.shortcuts import ShortcutPage
from waitgui.views.labels import plain_label
from waitgui.views.screen_room import bounded_by_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.views.help.concepts import Concept
    from waitgui.views.help.shortcuts import Section
    from waitgui.views.theme import Theme

SIZE = QSize(820, 660)
LIST_WIDTH, ROW_HEIGHT = 212, 32


class HelpWindow(QDialog):
    """Shown with `look_up`; without `keys` there is no overview of them. A page is made when it is first looked at."""

    def __init__(self, parent: QWidget, theme: Theme, keys: Sequence[Section] = ()) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._concepts = concepts()
        self._pages: dict[Topic, QWidget] = {}
        self.setModal(False)
        self.setWindowTitle(self.tr("Help"))
        self.topics = QListWidget()
        self.topics.setObjectName("topics")
        self.topics.setProperty("look", "topics")
        self.topics.setAccessibleName(self.tr("Topics"))
        side = QFrame()
        side.setProperty("look", "page")
        side.setFixedWidth(LIST_WIDTH)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(8, 12, 8, 12)
        beside.addWidget(self.topics)
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for topic in self._offered():
            title = self._concepts[topic].title if topic in self._concepts else self.tr("Keys")
            item = QListWidgetItem(title, self.topics)
            item.setData(Qt.ItemDataRole.UserRole, topic.value)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
        self._stack = QStackedWidget()
        line = QFrame()
        line.setProperty("look", "rule")
        line.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(line)
        row.addWidget(self._stack, 1)
        self.topics.currentItemChanged.connect(self._turn)
        for keys_to_close in ("F1", QKeySequence.StandardKey.Close):
            QShortcut(QKeySequence(keys_to_close), self, self.close)
        self.resize(bounded_by_screen(self, SIZE))

    def look_up(self, topic: Topic) -> None:
        """Show the window with this page."""
        offered = self._offered()
        self.topics.setCurrentRow(offered.index(topic) if topic in offered else 0)
        self.show()
        self.activateWindow()
        self.topics.setFocus()

    @property
    def topic(self) -> Topic:
        """What is shown."""
        return self._offered()[max(self.topics.currentRow(), 0)]

    def _offered(self) -> list[Topic]:
        return [topic for topic in Topic if topic is not Topic.KEYS or self._keys]

    @Slot()
    def _turn(self) -> None:
        topic = self.topic
        if topic not in self._pages:
            page: QWidget = ShortcutPage(self._keys) if topic is Topic.KEYS else self._page(self._concepts[topic])
            scrolled = Column(page)
            scrolled.setObjectName("help-page")
            scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to be scrolled by keys
            scrolled.setAccessibleName(self.topics.currentItem().text())
            self._pages[topic] = scrolled
            self._stack.addWidget(scrolled)
        self._stack.setCurrentWidget(self._pages[topic])

    def _page(self, concept: Concept) -> QFrame:
        page = QFrame()
        page.setProperty("look", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(12)
        for text, look in ((concept.title, "title"), (concept.text, "")):
            column.addWidget(_wrapped(text, look))
        column.addWidget(_wrapped(self.tr("In the wait package: {term}").replace("{term}", concept.term), "secondary"))
        for wanted in concept.pictures:
            column.addSpacing(4)
            column.addWidget(picture(self._theme, wanted))
        if concept.more:
            column.addWidget(_wrapped(concept.more, ""))
        column.addStretch(1)
        return page


def _wrapped(text: str, look: str) -> QWidget:
    label = plain_label(text, look=look)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
