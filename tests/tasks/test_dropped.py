"""Files that become tasks by being dropped."""

from __future__ import annotations

import pytest

from waitgui.tasks.dropped import draft_of, is_program
from waitgui.tasks.model import Task


@pytest.mark.parametrize(
    ("name", "mode", "action"),
    [
        ("clean_up.sh", 0o644, {"kind": "command", "argv": ["sh", "PATH"]}),
        ("clean-up.sh", 0o755, {"kind": "command", "argv": ["PATH"]}),
        ("report.py", 0o644, {"kind": "python", "script": "PATH"}),
        ("report.py", 0o755, {"kind": "command", "argv": ["PATH"]}),
        ("rsnapshot", 0o755, {"kind": "command", "argv": ["PATH"]}),
    ],
)
def test_a_program_becomes_a_task_that_runs_it_in_its_folder(tmp_path, name, mode, action):
    path = tmp_path / name
    path.write_text("")
    path.chmod(mode)
    assert is_program(path)
    wanted = {
        key: [str(path) if word == "PATH" else word for word in value] if isinstance(value, list) else value
        for key, value in action.items()
    }
    wanted |= {"script": str(path)} if "script" in action else {}
    draft = draft_of(path)
    assert draft["action"] == {**wanted, "cwd": str(tmp_path)}
    assert draft["name"][0].isupper()
    assert "_" not in draft["name"]
    Task.model_validate({**draft, "id": "t"})


@pytest.mark.parametrize(("name", "mode"), [("notes.txt", 0o644), ("set.toml", 0o755), ("set.toml", 0o644)])
def test_other_files_are_no_programs(tmp_path, name, mode):
    path = tmp_path / name
    path.write_text("")
    path.chmod(mode)
    assert not is_program(path)
    assert not is_program(tmp_path)
    assert not is_program(tmp_path / "missing.sh")
