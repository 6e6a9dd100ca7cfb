"""Files that are let go over the window: sets are opened, others are refused, and why is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.views.drags import entering
from tests.views.set_files import names, write
from tests.views.test_main_window import window  # noqa: F401 - a fixture
from waitgui.views.dropping import MOST, _Veil

COPY, BUTTON, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def data_of(*urls: str | Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(url)) if isinstance(url, Path) else QUrl(url) for url in urls])
    return data


def enter(window, data: QMimeData) -> QDragEnterEvent:  # noqa: F811
    event = entering(QPoint(400, 300), data)
    QApplication.sendEvent(window, event)
    return event


def drop(window, *urls: str | Path) -> QDropEvent:  # noqa: F811
    data = data_of(*urls)
    enter(window, data)
    event = QDropEvent(QPointF(400, 300), COPY, data, BUTTON, NONE)
    QApplication.sendEvent(window, event)
    return event


def said(window) -> str:  # noqa: F811
    notice = window.page.notice
    return notice._text.text() if notice.isVisible() else ""


def veil(window) -> str:  # noqa: F811
    found = [veil.accessibleName() for veil in window.findChildren(_Veil) if veil.isVisible()]
    return found[0] if found else ""


def test_sets_are_opened(window, tmp_path):  # noqa: F811
    assert drop(window, *write(tmp_path, "a", "b")).isAccepted()
    assert names(window) == ["a", "b"]
    assert (said(window), veil(window)) == ("", "")


def test_while_they_are_dragged_it_says_what_would_happen(window, tmp_path):  # noqa: F811
    assert enter(window, data_of(*write(tmp_path, "a", "b"))).isAccepted()
    assert veil(window) == "Drop to open 2 task sets"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert veil(window) == ""
    enter(window, data_of(tmp_path / "photo.png"))
    assert veil(window) == "Only task sets can be opened here: files that end in .toml"


def test_a_text_that_is_dragged_is_not_ours(window):  # noqa: F811
    data = QMimeData()
    data.setText("echo")
    assert not enter(window, data).isAccepted()
    assert veil(window) == ""


@pytest.mark.parametrize(
    ("dropped", "reason"),
    [
        ((Path("/x/photo.png"),), "“photo.png” isn't a task set: those are files that end in .toml."),
        (
            (Path("/x/a.png"), Path("/x/b.png"), Path("/x/c.png")),
            "“a.png” isn't a task set: those are files that end in .toml. 2 more files aren't either.",
        ),
        (("https://example.org/a.toml",), "“https://example.org/a.toml” isn't a file of this computer."),
        ((Path("/x/\u202egnp.png"),), "“\\u202egnp.png” isn't a task set: those are files that end in .toml."),
    ],
)
def test_others_are_refused_and_why_is_said(window, dropped, reason):  # noqa: F811
    drop(window, *dropped)
    assert said(window) == reason
    assert names(window) == ["Untitled"]


def test_sets_among_others_are_opened_all_the_same(window, tmp_path):  # noqa: F811
    drop(window, tmp_path / "x.png", *write(tmp_path, "a"))
    assert names(window) == ["a"]
    assert "“x.png” isn't a task set" in said(window)


def test_a_whole_folder_of_sets_is_opened_in_part(window, tmp_path):  # noqa: F811
    drop(window, *write(tmp_path, *(f"s{n}" for n in range(MOST + 1))))
    assert len(names(window)) == MOST
    assert said(window) == "Only the first 20 sets are opened at once."
