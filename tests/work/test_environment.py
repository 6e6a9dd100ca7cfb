"""What a process would get: the same program that a start would find."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from waitgui.tasks.actions import Command, Python
from waitgui.tasks.conditions import CommandCheck
from waitgui.tasks.problems import shown
from waitgui.work.environment import setting


def program(path: Path, *, executable: bool = True) -> Path:
    """A program that says where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\necho $0\n")
    path.chmod(0o755 if executable else 0o644)
    return path


def command(*argv: str, **fields: object) -> Command:
    return Command.model_validate({"kind": "command", "argv": list(argv), **fields})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two folders of programs and one to work in."""
    program(tmp_path / "a" / "sync")
    program(tmp_path / "b" / "sync")
    program(tmp_path / "b" / "restic")
    program(tmp_path / "home" / "bin" / "tidy")
    return tmp_path


def environ(folder: Path) -> dict[str, str]:
    return {"PATH": f"{folder / 'a'}:{folder / 'b'}", "HOME": str(folder / "home")}


@pytest.mark.parametrize(
    ("argv", "fields", "found"),
    [
        ("sync", {}, "a/sync"),
        ("restic", {}, "b/restic"),
        ("sync", {"env": {"PATH": "{folder}/b"}}, "b/sync"),
        ("sync", {"env": {"PATH": "bin:../b"}, "cwd": "{folder}/home"}, "b/sync"),
        ("tidy", {"env": {"PATH": "bin"}, "cwd": "{folder}/home"}, "home/bin/tidy"),
        ("bin/tidy", {"cwd": "{folder}/home"}, "home/bin/tidy"),
        ("./tidy", {"cwd": "{folder}/home/bin"}, "home/bin/tidy"),
        ("{folder}/b/sync", {}, "b/sync"),
    ],
)
def test_it_is_the_program_that_a_start_finds(folder, argv, fields, found):
    def there(value):
        return value.format(folder=folder) if isinstance(value, str) else {k: there(v) for k, v in value.items()}

    action = command(there(argv), **there(fields))
    answer = setting(action, environ(folder))
    assert (answer.program, answer.problems) == (str(folder / found), ())
    started = subprocess.run(
        action.argv, cwd=action.cwd, env={**environ(folder), **action.env}, capture_output=True, text=True, check=True
    )
    assert str(Path(action.cwd or ".", started.stdout.strip()).resolve()) == answer.program


@pytest.mark.parametrize(
    ("argv", "fields", "problem"),
    [
        ("snyc", {}, '"snyc" isn\'t on the PATH: did you mean sync?'),
        ("zzzzzz", {}, '"zzzzzz" isn\'t on the PATH'),
        ("sync", {"env": {"PATH": "/nowhere"}}, '"sync" isn\'t on the PATH that its variables set'),
        ("tidy", {"cwd": "{folder}/home/bin"}, '"tidy" isn\'t on the PATH: did you mean ./tidy?'),
        ("bin/tidi", {"cwd": "{folder}/home"}, '"bin/tidi" doesn\'t exist: did you mean bin/tidy?'),
        ("./bin", {"cwd": "{folder}/home"}, '"./bin" is a folder'),
        ("./plain", {"cwd": "{folder}"}, '"./plain" may not be executed'),
        ("x\ud800", {}, "isn't on the PATH"),
        ("y" * 5_000, {}, "can't be looked for: file name too long"),
        ("y/" * 5_000, {}, "can't be looked for: file name too long"),
    ],
)
def test_what_is_not_found_is_said_with_what_may_be_meant(folder, argv, fields, problem):
    program(folder / "plain", executable=False)
    fields = {key: value.format(folder=folder) if isinstance(value, str) else value for key, value in fields.items()}
    answer = setting(command(argv, **fields), environ(folder))
    assert answer.program is None
    assert problem in answer.problems[-1]


def test_a_tilde_is_for_shells(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder / "home"))
    answer = setting(command("~/bin/tidy"), environ(folder))
    assert answer.problems == (f"only a shell reads ~: did you mean {folder}/home/bin/tidy?",)
    assert setting(command("sync", cwd="~/bin"), environ(folder)).cwd == str(folder / "home" / "bin")


def test_a_file_that_may_not_be_executed_is_passed_over_and_told(folder):
    (folder / "a" / "sync").chmod(stat.S_IRUSR)
    assert setting(command("sync"), environ(folder)).program == str(folder / "b" / "sync")
    (folder / "b" / "sync").chmod(stat.S_IRUSR)
    answer = setting(command("sync"), environ(folder))
    assert answer.problems == (f'"sync" is in {folder / "a"}, but may not be executed',)


@pytest.mark.parametrize(("cwd", "problem"), [("nowhere", "doesn't exist"), ("a/sync", "isn't a folder")])
def test_a_folder_that_cannot_be_used(folder, cwd, problem):
    where = str(folder / cwd)
    assert setting(command("sync", cwd=where), environ(folder)).problems == (f"the folder {shown(where)} {problem}",)


def test_a_shell_line_gets_the_shell(folder):
    check = CommandCheck.model_validate({"kind": "command", "shell": "sync | wc"})
    assert setting(check, environ(folder)).program == "/bin/sh"


def test_python_gets_its_interpreter_and_its_script(folder):
    script = {"kind": "python", "script": "tidy.py", "cwd": str(folder)}
    answer = setting(Python.model_validate(script), environ(folder))
    assert answer.program is not None
    assert answer.problems == ('the script "tidy.py" doesn\'t exist',)
    (folder / "tidy.py").write_text("")
    assert setting(Python.model_validate(script), environ(folder)).problems == ()
    other = Python.model_validate({**script, "interpreter": "sync"})
    assert setting(other, environ(folder)).program == str(folder / "a" / "sync")


def test_without_a_path_the_usual_folders_are_searched():
    assert setting(command("sh"), {}).path == os.defpath
    assert setting(command("sh"), {}).program in ("/bin/sh", "/usr/bin/sh")
