"""Recent files: the latest first, in the menu, and what has gone told as such."""

from __future__ import annotations

import asyncio

import pytest

from tests.views.set_files import names, write
from tests.views.test_main_window import LONG_MS, window  # noqa: F401 - a fixture
from waitgui.store import settings as store


@pytest.fixture
def menu(window):  # noqa: F811
    return window._menus.recent


def entries(menu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_at_first_there_are_none(menu):
    assert entries(menu) == ["Nothing was opened yet"]
    assert not menu.actions()[0].isEnabled()


def test_it_is_part_of_the_file_menu(window, menu):  # noqa: F811
    file = next(one for one in window._menus._menus if one.title() == "&File")
    assert menu.menuAction() in file.actions()


def test_what_was_opened_and_saved_is_there_the_latest_first(window, menu, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a", "b"), demo=False, warning=None)
    asyncio.run(window.session.save(tmp_path / "c.toml"))
    window.page.files.saved.emit()
    assert [entry.split(" – ")[0] for entry in entries(menu)] == ["c.toml", "b.toml", "a.toml", "Clear the list"]
    settings, _ = store.load(tmp_path / "settings.toml")
    assert settings.recent == tuple(str(tmp_path / f"{name}.toml") for name in "cba")


def test_ten_are_kept(window, menu, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, *(f"s{n}" for n in range(12))), demo=False, warning=None)
    assert len(entries(menu)) == store.RECENT + 1


def test_one_is_opened_again(window, menu, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a", "b"), demo=False, warning=None)
    window.sets.closing.close_page(window.page)
    assert names(window) == ["b"]
    entries(menu)
    next(action for action in menu.actions() if action.text().startswith("a.toml")).trigger()
    assert names(window) == ["b", "a"]


def test_what_has_gone_is_greyed_with_the_reason(window, menu, qtbot, tmp_path):  # noqa: F811
    paths = write(tmp_path, "a", "b")
    window.begin(paths, demo=False, warning=None)
    paths[0].unlink()
    entries(menu)
    qtbot.waitUntil(lambda: not menu.actions()[1].isEnabled(), timeout=LONG_MS)
    gone, there = menu.actions()[1], menu.actions()[0]
    assert gone.text().startswith("a.toml – ")
    assert gone.text().endswith(" – missing")
    assert "isn't there any more" in gone.toolTip()
    assert there.isEnabled()


def test_the_list_is_cleared(window, menu, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a"), demo=False, warning=None)
    entries(menu)
    menu.actions()[-1].trigger()
    assert entries(menu) == ["Nothing was opened yet"]
    settings, _ = store.load(tmp_path / "settings.toml")
    assert settings.recent == ()


def test_a_name_is_shown_as_it_is(window, menu, tmp_path):  # noqa: F811
    window._preferences.update(recent=(str(tmp_path / "a&b\u202e.toml"),))
    assert entries(menu)[0].startswith("a&&b\\u202e.toml – ")
