"""Files of task sets, and a window that has some of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tasks.make import make_task
from waitgui.store.task_set_file import save
from waitgui.tasks.model import empty_set

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.test_main_window import Opened


def write(folder: Path, *names: str, period: str = "1h") -> list[Path]:
    """A file a name, each with a set of that name and a task "t" in it."""
    paths = [folder / f"{name}.toml" for name in names]
    for name, path in zip(names, paths, strict=True):
        save(path, empty_set(name).replaced(make_task("t", period=period)))
    return paths


def names(window: Opened) -> list[str]:
    """What the tabs say, from the left."""
    tabs = window.sets.pages._tabs
    return [tabs.name(index) for index in range(tabs.count())]


def shown(window: Opened) -> str:
    """The name of the set that is shown, which tab, page and title must agree on."""
    pages = window.sets.pages
    assert pages.currentWidget() is window.page
    assert names(window)[pages._tabs.currentIndex()] == window.session.task_set.name
    assert window.windowTitle().startswith(window.session.task_set.name)
    return window.session.task_set.name
