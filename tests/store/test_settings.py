"""Settings: kept, and given up rather than in the way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from waitgui.store.settings import RECENT, Alerts, Lanes, QuietHours, Settings, load, save

if TYPE_CHECKING:
    from pathlib import Path

FULL = Settings(
    last_set="/home/me/sets/home.toml",
    recent=("/home/me/sets/home.toml", "/a b/é\n.toml"),
    theme="dark",
    geometry="AdnQywADAAA=",
    splitters={"main": (300, 500), "right": ()},
    columns={"tasks": (120, 80, 60)},
    on_close="keep",
    quiet=QuietHours(enabled=True, start="23:30", end="06:00"),
    alerts=Alerts(failures=5, recovery=False, run_end="always"),
    set_alerts={"/a b/é\n.toml": Alerts(enabled=False)},
    launch=("/home/me/sets/home.toml",),
    lanes=Lanes(grouped=False, sort="next", height="fit", collapsed={"/a b/é\n.toml": ("", "night")}),
)


def test_at_the_first_start_there_are_none(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == (Settings(), None)


@pytest.mark.parametrize("settings", [Settings(), FULL], ids=["none", "all"])
def test_what_is_saved_is_loaded(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "waitgui" / "settings.toml"
    save(path, settings)
    assert load(path) == (settings, None)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_a_path_that_is_no_text_loses_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save(path, FULL.opened(os.fsdecode(b"/srv/\xff.toml")))
    again, warning = load(path)
    assert warning is None
    assert (again.last_set, again.theme) == ("/srv/?.toml", "dark")


def test_what_a_later_version_put_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = 'light'\n[later]\nx = [1, 2]\n")
    settings, warning = load(path)
    assert warning is None
    save(path, settings.opened("/x.toml"))
    again, _ = load(path)
    assert (again.theme, again.last_set) == ("light", "/x.toml")
    assert again.model_extra == {"later": {"x": [1, 2]}}


def test_they_are_frozen_and_checked() -> None:
    with pytest.raises(ValidationError):
        FULL.theme = "light"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Settings(theme="green")  # type: ignore[arg-type]


def test_recent_sets_are_few_and_each_once() -> None:
    settings = Settings()
    for number in [*range(15), 3, 14]:
        settings = settings.opened(f"/{number}")
    assert settings.last_set == "/14"
    assert settings.recent[:3] == ("/14", "/3", "/13")
    assert len(settings.recent) == len(set(settings.recent)) == RECENT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"theme = ", "Invalid value"),
        (b"theme = 'green'", "theme: Input should be"),
        (b"last_set = 3", "last_set: Input should be"),
        (b"\xff", "isn't UTF-8"),
        (b"x = " + b"[" * 10_000, "recursion"),
        (b"splitters = { main = ['1'] }", "splitters.main"),
        (b"#" * (2**20 + 1), "is larger than 1 MiB"),
    ],
)
def test_a_broken_file_is_put_aside(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "settings.toml"
    for number in (1, 2):
        path.write_bytes(content)
        settings, warning = load(path)
        assert settings == Settings()
        assert warning is not None
        assert reason in warning
        assert f"settings.toml.broken-{number}" in warning
        assert (tmp_path / f"settings.toml.broken-{number}").read_bytes() == content
        assert not path.exists()


def test_what_is_no_file_is_put_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    os.mkfifo(path)
    settings, warning = load(path)
    assert settings == Settings()
    assert warning is not None
    assert "is a pipe" in warning
    save(path, FULL)
    assert load(path) == (FULL, None)


def test_what_cannot_be_put_aside_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = ")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    settings, warning = load(path)
    assert settings == Settings()
    assert warning is not None
    assert "nor put aside (Permission denied)" in warning


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings, warning = load(tmp_path / "file" / "settings.toml")
    assert settings == Settings()
    assert warning is not None
    assert "can't be read: Not a directory" in warning
