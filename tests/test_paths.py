from __future__ import annotations

import sys
from pathlib import Path

import pytest

from waitgui import paths


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG variables are Linux's")
def test_xdg_variables_are_honoured(monkeypatch, tmp_path):
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    places = paths.places()
    assert places.sets == tmp_path / "CONFIG" / "waitgui" / "sets"
    assert places.settings == tmp_path / "CONFIG" / "waitgui" / "settings.toml"
    assert places.data == tmp_path / "DATA" / "waitgui"
    assert places.drafts == tmp_path / "STATE" / "waitgui" / "drafts"
    assert places.logs.is_relative_to(tmp_path)


def test_the_runtime_folder_is_the_sessions_or_among_the_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    assert paths.places().runtime == tmp_path / "run" / "waitgui"
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert paths.places().runtime == tmp_path / "data" / "waitgui" / "run"
    monkeypatch.setenv("XDG_RUNTIME_DIR", "not/absolute")
    assert paths.places().runtime == tmp_path / "data" / "waitgui" / "run"


def test_asking_creates_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    paths.places()
    assert not list(tmp_path.iterdir())


def test_the_resources_are_there():
    folder = paths.resources()
    assert (folder / "demo.toml").is_file()
    assert any((folder / "icons").glob("*.svg"))
    assert isinstance(folder, Path)
