"""Files of task sets: refused whole with every problem, saved whole, never overwritten unseen."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.store.task_sets import task_sets
from waitgui.store import atomic
from waitgui.store.task_set_file import (
    ChangedOnDiskError,
    NewerFileError,
    TaskSetFileError,
    digest_at,
    load,
    save,
)
from waitgui.store.task_set_text import MAX_BYTES
from waitgui.tasks.model import Task, TaskSet, empty_set, plain

TEXT = """\
format = 1
name = "Home"

# Every five minutes.
[[tasks]]
id = "a"
name = "A"
schedule = { kind = "repeat", period = "300s" }
action = { kind = "none" }
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "home.toml"
    path.write_text(TEXT)
    return path


def _refusal(path: Path, name: str | None = None) -> tuple[str, ...]:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(TaskSetFileError) as info:
        load(path, name)
    assert str(info.value) == "\n".join(info.value.lines)
    assert info.value.path == path
    assert before is None or path.read_bytes() == before
    return info.value.lines


def _renamed(task_set: TaskSet, name: str) -> TaskSet:
    return task_set.model_copy(update={"name": name})


# --- Loading ---


def test_a_set_with_all_that_is_known_of_its_file(path: Path) -> None:
    loaded = load(path)
    assert (loaded.path, loaded.text, loaded.warnings) == (path, TEXT, ())
    assert (loaded.target, loaded.read_only) == (None, False)
    assert [task.id for task in loaded.task_set.tasks] == ["a"]


def test_a_set_without_a_name_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "cellar.toml").write_text("format = 1")
    assert load(tmp_path / "cellar.toml").task_set.name == "cellar"
    (tmp_path / "attic.waitgui.toml").write_text("format = 1")
    assert load(tmp_path / "attic.waitgui.toml").task_set.name == "attic"


def test_problems_and_warnings_say_where(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(TEXT.replace('"300s"', '"-5m"').replace('"A"', '"Renew certificate"'))
    line = '8: task "Renew certificate" schedule.period: must not be negative (got "-5m")'
    assert _refusal(path) == (f"{path}:{line}",)
    assert _refusal(path, "./home.toml") == (f"./home.toml:{line}",)
    monkeypatch.chdir(path.parent)
    assert _refusal(Path("home.toml")) == (f"home.toml:{line}",)
    path.write_text(TEXT + "enabeld = true\n")
    assert load(path, "x").warnings == ('x:10: warning: task "A" enabeld: isn\'t known, did you mean enabled?',)


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert _refusal(tmp_path, "F") == ("F: is a folder, not a regular file",)
    assert _refusal(tmp_path / "pipe", "F") == ("F: is a pipe, not a regular file",)
    assert _refusal(tmp_path / "zero", "F") == ("F: is a device, not a regular file",)
    assert _refusal(tmp_path / "missing", "F") == ("F: can't be read: no such file or directory",)
    assert _refusal(tmp_path / "a\0b", "F")[0].startswith("F: can't be read: ")


def test_a_file_that_may_not_be_read(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    path.chmod(0)
    assert _refusal(path, "F") == ("F: can't be read: permission denied",)


def test_size(path: Path) -> None:
    path.write_bytes(TEXT.encode() + b"#" * (MAX_BYTES - len(TEXT)))
    assert load(path).task_set.name == "Home"
    path.write_bytes(TEXT.encode() + b"#" * (MAX_BYTES - len(TEXT) + 1))
    assert _refusal(path, "F") == ("F: is larger than 4 MiB",)


def test_an_empty_file(path: Path) -> None:
    path.write_text("")
    assert _refusal(path, "F") == ("F:1: format: is missing",)


def test_a_link_says_where_it_leads(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to("home.toml")
    loaded = load(tmp_path / "link.toml")
    assert (loaded.path, loaded.target) == (tmp_path / "link.toml", path.resolve())


def test_a_newer_format_can_be_looked_at(path: Path) -> None:
    path.write_text(TEXT.replace("format = 1", "\nformat = 7"))
    with pytest.raises(NewerFileError) as info:
        load(path, "F")
    (line,) = info.value.lines
    assert line.startswith("F:2: format: format 7 is newer")
    loaded = info.value.loaded
    assert loaded is not None
    assert loaded.read_only
    assert [task.name for task in loaded.task_set.tasks] == ["A"]
    for overwrite in (False, True):
        with pytest.raises(NewerFileError):
            save(path, loaded.task_set, loaded, overwrite=overwrite)
    assert "format = 7" in path.read_text()
    copy = save(path.with_name("copy.toml"), loaded.task_set, loaded)
    assert load(copy.path).task_set == loaded.task_set
    path.write_text("format = 2\ntasks = 3")
    with pytest.raises(NewerFileError) as info:
        load(path)
    assert info.value.loaded is None


# --- Saving ---


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    task_set = TaskSet.model_validate(plain(empty_set("New")))
    saved = save(tmp_path / "sets" / "new.toml", task_set)
    assert load(saved.path) == saved
    assert saved.path.read_text() == 'format = 1\nname = "New"\n'


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(task_sets)
def test_every_set_comes_back(tmp_path: Path, task_set: TaskSet) -> None:
    path = tmp_path / "set.toml"
    previous = load(path) if path.exists() else None
    saved = save(path, task_set, previous)
    loaded = load(path)
    assert loaded.task_set == task_set == saved.task_set
    assert [task.stop.order for task in loaded.task_set.tasks] == [task.stop.order for task in task_set.tasks]
    assert loaded._replace(warnings=()) == saved


def test_comments_and_what_was_typed_stay(path: Path) -> None:
    loaded = load(path)
    saved = save(path, _renamed(loaded.task_set, "Cellar"), loaded)
    assert path.read_text() == TEXT.replace("Home", "Cellar") == saved.text
    again = save(path, _renamed(saved.task_set, "Attic"), saved)
    assert path.read_text() == TEXT.replace("Home", "Attic") == again.text


def test_the_last_five_versions_are_kept(path: Path) -> None:
    loaded = load(path)
    for number in range(8):
        loaded = save(path, _renamed(loaded.task_set, f"number {number}"), loaded)
    names = [load(backup).task_set.name for backup in atomic.backups(path)]
    assert names == [f"number {number}" for number in range(2, 7)]


def test_saving_the_same_again_changes_nothing(path: Path) -> None:
    loaded = load(path)
    before = path.stat()
    save(path, loaded.task_set, loaded)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert atomic.backups(path) == []


@pytest.mark.parametrize("mask", [0o000, 0o777], ids=oct)
def test_it_is_for_its_owner_alone(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        path = tmp_path / "config" / "sets" / "home.toml"
        saved = save(path, empty_set("x"))
        save(path, empty_set("y"), saved)
    finally:
        os.umask(before)
    for file in (path, *atomic.backups(path)):
        assert file.stat().st_mode & 0o777 == 0o600
    for folder in (path.parent, path.parent.parent, path.parent / "backups"):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_link_is_replaced_its_target_stays(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    loaded = load(link)
    save(link, _renamed(loaded.task_set, "Other"), loaded)
    assert not link.is_symlink()
    assert path.read_text() == TEXT
    assert load(link).task_set.name == "Other"


# --- Never overwriting what wasn't seen ---


def test_changes_on_disk_are_noticed(path: Path) -> None:
    loaded = load(path)
    assert digest_at(path) == loaded.digest
    os.utime(path)
    assert digest_at(path) == loaded.digest
    path.write_text(TEXT + "# more")
    assert digest_at(path) != loaded.digest
    path.unlink()
    assert digest_at(path) != loaded.digest
    path.mkdir()
    assert digest_at(path) != loaded.digest


def test_what_somebody_else_changed_is_overwritten_only_when_asked_for(path: Path) -> None:
    loaded = load(path)
    theirs = TEXT.replace("Home", "Theirs")
    path.write_text(theirs)
    with pytest.raises(ChangedOnDiskError, match=r"home\.toml was changed"):
        save(path, _renamed(loaded.task_set, "Mine"), loaded)
    assert path.read_text() == theirs
    save(path, _renamed(loaded.task_set, "Mine"), loaded, overwrite=True)
    assert load(path).task_set.name == "Mine"
    assert [load(backup).task_set.name for backup in atomic.backups(path)] == ["Theirs"]


def test_a_file_that_was_not_loaded_is_overwritten_only_when_asked_for(path: Path) -> None:
    with pytest.raises(ChangedOnDiskError):
        save(path, empty_set("new"))
    other = load(path)._replace(path=path.with_name("other.toml"), digest="0")
    with pytest.raises(ChangedOnDiskError):
        save(path, other.task_set, other)
    save(path, empty_set("new"), overwrite=True)
    assert load(path).task_set.name == "new"


def test_a_file_that_is_gone_is_written_again(path: Path) -> None:
    loaded = load(path)
    path.unlink()
    save(path, loaded.task_set, loaded)
    assert path.read_text() == TEXT


@pytest.mark.parametrize("content", [b"", b"not toml", b"\xff", b"format = 2"])
def test_a_file_that_cannot_be_used_is_never_overwritten(path: Path, content: bytes) -> None:
    loaded = load(path)
    path.write_bytes(content)
    for previous in (loaded, None):
        with pytest.raises(TaskSetFileError):
            save(path, loaded.task_set, previous, overwrite=True)
    assert path.read_bytes() == content
    assert {file.name for file in path.parent.iterdir()} == {"home.toml"}


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(TaskSetFileError):
        save(tmp_path / "pipe.toml", empty_set("x"), overwrite=True)
    assert (tmp_path / "pipe.toml").is_fifo()


def test_what_could_not_be_loaded_again_is_not_saved(path: Path) -> None:
    loaded = load(path)
    long = Task.model_validate({**plain(loaded.task_set.tasks[0]), "x": "x" * 70_000})
    with pytest.raises(TaskSetFileError, match='task "A" x: is longer than 64 KiB'):
        save(path, loaded.task_set.replaced(long), loaded)
    many = tuple(
        Task.model_validate({**plain(long), "id": f"t-{number}", "x": ["x" * 60_000] * 10}) for number in range(10)
    )
    with pytest.raises(TaskSetFileError, match="would be larger than 4 MiB"):
        save(path, loaded.task_set.model_copy(update={"tasks": many}), loaded)
    assert path.read_text() == TEXT


def test_two_who_save_in_turns_lose_nothing_unseen(path: Path) -> None:
    """Each of two hundred edits is either saved over a version that was seen, or refused."""
    lock, seen, refused = threading.Lock(), [], []

    def edit(who: str) -> None:
        loaded = load(path)
        for number in range(100):
            with lock:  # of two processes one is always first; which versions they had seen is what counts
                try:
                    loaded = save(path, _renamed(loaded.task_set, f"{who}{number}"), loaded)
                    seen.append(loaded.task_set.name)
                except ChangedOnDiskError:
                    refused.append(who)
                    loaded = load(path)
                    assert loaded.task_set.name in (*seen, "Home")

    threads = [threading.Thread(target=edit, args=(who,)) for who in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(seen) + len(refused) == 200
    assert load(path).task_set.name == seen[-1]
