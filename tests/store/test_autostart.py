"""Starting at login: the file is there or not, and its line means exactly our words, however the folder is called."""

from __future__ import annotations

import re
import subprocess
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.store import autostart


def words(line: str) -> list[str]:
    """The words of an Exec line as the specification reads them: escapes of the value, then quotes, then codes."""
    line = re.sub(r"\\(.)", lambda match: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), line)
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', line)
    unquoted = [plain or re.sub(r"\\(.)", r"\1", quoted) for quoted, plain in found]
    return [word.replace("%%", "%") for word in unquoted]


def exec_line(content: bytes) -> str:
    return next(line[5:] for line in content.decode(errors="surrogateescape").split("\n") if line.startswith("Exec="))


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(texts.filter(lambda text: "=" not in text), st.lists(texts))
def test_the_line_means_our_words(program, more):
    assert words(exec_line(autostart.entry([program, *more]))) == [program, *more]


@pytest.mark.parametrize("argv", [["a\nHidden=true"], ["a", "b\r"], ["a=b"]])
def test_what_cant_be_written_is_refused(argv):
    with pytest.raises(ValueError, match="can't be written"):
        autostart.entry(argv)


def test_on_and_off_leaves_nothing(tmp_path):
    file = tmp_path / "autostart" / "waitgui.desktop"
    assert not autostart.is_on(file)
    autostart.turn_on(file, ["/opt/a b/waitgui", "--tray"])
    assert autostart.is_on(file)
    assert exec_line(file.read_bytes()) == '"/opt/a b/waitgui" --tray'
    autostart.turn_off(file)
    autostart.turn_off(file)
    assert not autostart.is_on(file)
    assert not list(file.parent.iterdir())


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = True"])
def test_what_the_desktop_switched_off_is_off(tmp_path, line):
    file = tmp_path / "waitgui.desktop"
    autostart.turn_on(file, ["waitgui"])
    text = file.read_text().replace("X-GNOME-Autostart-enabled=true\n", "") + line + "\n"
    file.write_text(text)
    assert not autostart.is_on(file)
    autostart.turn_on(file, ["waitgui"])
    assert autostart.is_on(file)


def test_how_it_is_started_again(tmp_path):
    script = tmp_path / "waitgui"
    script.write_text("#!/bin/sh\n")
    assert autostart.command(str(script), "/py", frozen=False) == ["/py", "-m", "waitgui", "--tray"]
    script.chmod(0o755)
    assert autostart.command(str(script), "/py", frozen=False) == [str(script), "--tray"]
    assert autostart.command("/x/waitgui/__main__.py", "/py", frozen=False) == ["/py", "-m", "waitgui", "--tray"]
    assert autostart.command("waitgui", "/opt/waitgui", frozen=True) == ["/opt/waitgui", "--tray"]


def test_where_it_cant_be_had():
    assert autostart.why_not("linux", {}) is None
    assert autostart.why_not("linux", {"FLATPAK_ID": "x"}) == "sandbox"
    assert autostart.why_not("win32", {}) == autostart.why_not("darwin", {}) == "platform"


@pytest.mark.skipif(which("desktop-file-validate") is None, reason="needs desktop-file-utils")
@pytest.mark.parametrize("program", ["waitgui", '/a b/"c"/$d/`e`/100%/f\\g'])
def test_the_file_is_valid(tmp_path, program):
    file = tmp_path / "waitgui.desktop"
    autostart.turn_on(file, [program, "--tray"])
    done = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
