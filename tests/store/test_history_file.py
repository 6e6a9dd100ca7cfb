"""The history's file under all that may befall it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.store import histories
from tests.store.histories import end, start, tick, told, writing
from waitgui.store import history_file, history_schema
from waitgui.store.history import settle
from waitgui.store.history_file import BrokenHistoryError, HistoryError, NewerHistoryError
from waitgui.store.history_reader import Reader
from waitgui.store.history_retention import Limits

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "waitgui" / "history.sqlite3"


def fill(path: Path, ticks: int = 3, task: str = "a") -> None:
    with writing(path) as writer:
        sink = writer.sink("S")
        sink.post(start(task))
        for n in range(1, ticks + 1):
            sink.post(tick(task, n=n, at_s=n, output="x" * 50))
        sink.post(end(task, ticks=ticks, at_s=ticks + 1))


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@contextmanager
def umask(mask):
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0, 0o777, 0o022])
def test_nobody_else_reads_it_under_any_umask(path, mask):
    with umask(mask), writing(path) as writer:
        writer.sink("S").post(start())
        assert writer.flush(histories.TIMEOUT_S)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(("history.sqlite3", "history.sqlite3-wal", "history.sqlite3-shm"), 0o600)


def test_it_is_written_with_a_log_and_trusts_no_schema(path):
    with closing(history_file.open_to_write(path)) as opened:
        pragmas = ("journal_mode", "synchronous", "trusted_schema", "auto_vacuum", "application_id", "user_version")
        values = [opened.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert values == ["wal", 1, 0, 2, history_schema.APPLICATION_ID, history_schema.VERSION]


@pytest.mark.parametrize("filesystem", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_over_a_network_there_is_no_log(path, filesystem):
    fill(path)  # with a log, as if it was copied there
    with closing(history_file.open_to_write(path, filesystem=lambda _: filesystem)) as opened:
        assert opened.connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert opened.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert len(told(path)) == 5


def test_what_is_no_history_is_put_aside_unchanged(path):
    for number, content in enumerate((b"garbage", b"\0" * 5_000, b"SQLite format 3\0" + b"\xff" * 4_080)):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        said = []
        with writing(path, say=said.append) as writer:
            writer.sink("S").post(start())
            assert writer.flush(histories.TIMEOUT_S)
            assert writer.trouble is None
        assert len(said) == 1
        (aside,) = (file for file in path.parent.iterdir() if file.read_bytes() == content)
        assert aside.name.startswith("history.sqlite3.corrupt-")
        assert aside.name in said[0]
        assert told(path) == [("S", start())], number
        path.unlink()
        aside.unlink()


def test_another_programs_database_is_put_aside_unchanged(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text)")
    before = path.read_bytes()
    fill(path)
    (aside,) = path.parent.glob("*.corrupt-*")
    assert aside.read_bytes() == before
    assert len(told(path)) == 5


def test_an_empty_file_is_a_new_history(path):
    path.parent.mkdir()
    path.touch(0o600)
    assert told(path) == []
    fill(path)
    assert len(told(path)) == 5
    assert not list(path.parent.glob("*.corrupt-*"))


def test_cut_off_at_any_page_it_is_put_aside_unchanged(path, tmp_path):
    fill(path, 300)
    whole = path.read_bytes()
    size = len(whole)
    assert size > 20 * 4096
    for length in [*range(4096, size, 4096), 99, 100, size - 1, 4097]:
        folder = tmp_path / f"cut-{length}"
        folder.mkdir()
        cut = folder / "history.sqlite3"
        cut.write_bytes(whole[:length])
        with writing(cut, say=lambda _: None) as writer:
            writer.sink("S").post(start("new"))
        asides = list(folder.glob("*.corrupt-*"))
        assert [aside.read_bytes() for aside in asides] == [whole[:length]], length
        assert told(cut) == [("S", start("new"))]
        shutil.rmtree(folder)


@pytest.mark.parametrize("page", range(2, 30))
def test_a_page_of_garbage_costs_no_new_tick(path, page):
    fill(path, 300)
    data = bytearray(path.read_bytes())
    if page * 4096 > len(data):
        pytest.skip("fewer pages")
    data[(page - 1) * 4096 : page * 4096] = os.urandom(4096)
    path.write_bytes(data)
    with writing(path, say=lambda _: None) as writer:
        sink = writer.sink("S")
        sink.post(start("new"))
        for n in range(1, 50):
            sink.post(tick("new", n=n, at_s=n))
            if n % 10 == 0:
                assert writer.flush(histories.TIMEOUT_S)
    reader = Reader(path)
    with suppress(BrokenHistoryError):  # a page that nothing was written to is found by a reader
        kept = [stored.tick.n for stored in reader.ticks("S", "new")]
        assert kept in (list(range(49, 0, -1)), kept if list(path.parent.glob("*.corrupt-*")) else [])
    reader.close()


def test_broken_while_it_is_written_it_is_put_aside_and_the_runs_go_on_in_a_new_one(path):
    fill(path, 300)
    with closing(sqlite3.connect(path)) as reading:
        roots = [row[0] for row in reading.execute("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'texts'")]
    with path.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * 4096)
            file.write(b"\xff" * 4096)
    before = path.read_bytes()
    said, numbers = [], []
    with writing(path, say=said.append) as writer:
        sink = writer.sink("S")
        writer.take("S", ["a", "b"], numbers.extend)
        sink.post(start(run=2))
        sink.post(tick(run=2, output="x"))
        assert writer.flush(histories.TIMEOUT_S)
        assert writer.trouble is None
        writer.take("S", ["a", "b"], numbers.extend)
        sink.post(tick(run=2, n=2, at_s=1, output="y"))
    assert numbers == [2, 1, 3, 2]  # the new file knows nothing, but we do
    assert len(said) == 1
    (aside,) = path.parent.glob("*.corrupt-*[0-9]")
    assert aside.read_bytes() == before
    assert [event for _, event in told(path)] == [start(run=2), tick(run=2), tick(run=2, n=2, at_s=1)]  # less output


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_what_is_no_file_stays_and_stops_nobody(path, make):
    path.parent.mkdir()
    make(path)
    said, numbers = [], []
    writer = histories.HistoryWriter(path, say=said.append)
    writer.take("S", ["a", "a"], numbers.extend)
    writer.sink("S").post(start())
    assert not writer.flush(histories.TIMEOUT_S)
    assert numbers == [1, 2]
    assert "regular file" in (writer.trouble or "")
    assert len(said) == 1
    assert not writer.close(histories.TIMEOUT_S)
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(HistoryError, match="regular file"):
        told(path)


def test_an_older_file_becomes_one_of_today_with_all_that_is_in_it(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        history_schema.migrate(old, to=1)
        old.executescript("""
            INSERT INTO tasks VALUES (1, 'S', 'a', 4);
            INSERT INTO words VALUES (1, 'none');
            INSERT INTO processes VALUES (1, 'm', 'b', 's', 1, 1, 0);
            INSERT INTO runs VALUES (1, 1, 4, 1, 1000, 500, 1000, 90000000003000, 3500, 15, 2, 0);
            INSERT INTO ticks VALUES (2000, 1, 4, 1, 0, 0, 500, 0, 500, 3, 1, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL,
                NULL, NULL);
            INSERT INTO ticks VALUES (90000000002000, 1, 4, 2, 0, 1, 2000, 0, 90000000000000, NULL, 1, 0, 1, NULL, NULL,
                NULL, NULL, NULL, NULL, NULL, NULL);
            INSERT INTO texts VALUES (2000, '', 'hello', 0);
            UPDATE counts SET value = 2;
        """)
    numbers = []
    with writing(path, limits=Limits(None, None, None)) as writer:
        writer.take("S", ["a"], numbers.extend)
        writer.sink("S", seed=9).post(start(run=5))
    assert numbers == [5]
    reader = Reader(path)
    new, old_run = reader.runs("S", "a")
    assert (new.seed, old_run.seed) == (9, None)
    assert old_run.ended is not None
    assert old_run.ended.reason == "quit"
    ticks = [event for _, event in told(path, with_output=True)][1:3]
    assert [(one.n, one.result.output, one.result.exit_code) for one in ticks] == [(1, "hello", 3), (2, "", None)]
    # A tick of 25 hours is found in a window in its middle: the step gave old ticks what that takes.
    assert [stored.tick.n for stored in reader.window("S", 40_000_000_000_000, 40_000_000_000_001)] == [2]
    reader.close()


def test_a_step_that_fails_changes_nothing(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        history_schema.migrate(old, to=1)
        old.execute("CREATE TABLE gaps (in_the_way)")
        with pytest.raises(sqlite3.OperationalError):
            history_schema.migrate(old)
        assert history_schema.version(old) == 1
        assert "seed" not in [row[1] for row in old.execute("PRAGMA table_info(runs)")]


def test_many_processes_that_begin_it_at_once_agree(path):
    code = (
        "import sys; from pathlib import Path; from waitgui.store.history_file import open_to_write;"
        "sys.stdin.readline(); open_to_write(Path(sys.argv[1]), busy_s=20).close()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for attempt in range(3):
        one = path.with_name(f"{attempt}.sqlite3")
        processes = [
            subprocess.Popen([sys.executable, "-c", code, one], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
            for _ in range(6)
        ]
        for process in processes:
            process.stdin.write(b"\n")
            process.stdin.flush()
        assert [process.communicate(timeout=60)[1] for process in processes] == [b""] * 6
        assert not list(path.parent.glob("*corrupt*"))


def test_a_newer_file_is_read_and_not_touched(path):
    fill(path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = files(path.parent)
    said, numbers = [], []
    writer = histories.HistoryWriter(path, say=said.append)
    writer.take("S", ["a"], numbers.extend)
    writer.sink("S").post(start(run=2))
    assert not writer.flush(histories.TIMEOUT_S)
    assert "newer" in (writer.trouble or "")
    assert not writer.close(histories.TIMEOUT_S)
    with pytest.raises(NewerHistoryError):
        settle(path, 0)
    assert len(told(path)) == 5
    assert {name: data for name, data in files(path.parent).items() if name == path.name} == before
    assert numbers == [1]
    assert len(said) == 1


def test_a_file_that_is_not_there_is_an_empty_history(path):
    reader = Reader(path)
    assert (reader.tasks(), reader.runs("S", "a"), reader.ticks("S", "a"), reader.count("S", "a")) == ([], [], [], 0)
    assert reader.window("S", 0, 2**62) == []
    assert reader.marks("S", 0, 2**62) == []
    assert not path.parent.exists()
    fill(path)
    assert len(reader.ticks("S", "a")) == 3  # and it is noticed once it is
    reader.close()


def test_a_file_that_is_removed_or_replaced_is_let_go_of(path, tmp_path):
    other = tmp_path / "other" / "history.sqlite3"
    fill(other, task="other")
    with writing(path) as writer:
        sink = writer.sink("S")
        sink.post(start())
        assert writer.flush(histories.TIMEOUT_S)
        reader = Reader(path)
        assert len(reader.runs("S", "a")) == 1
        for side in ("", "-wal", "-shm"):
            path.with_name(path.name + side).unlink()
        sink.post(tick(n=1))
        assert writer.flush(histories.TIMEOUT_S)
        assert [stored.tick for stored in reader.ticks("S", "a")] == [tick(n=1)]
        other.replace(path)
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink()
        sink.post(tick(n=2))
        assert writer.flush(histories.TIMEOUT_S)
        assert [stored.tick for stored in reader.ticks("S", "a")] == [tick(n=2)]
        assert len(reader.ticks("S", "other")) == 3
        reader.close()


def test_two_that_find_it_broken_put_it_aside_once(path):
    path.parent.mkdir()
    path.write_bytes(b"garbage")
    key = history_file.file_key(path)
    assert history_file.put_aside(path, key, wall_s=0) is not None
    assert history_file.put_aside(path, key, wall_s=0) is None
    fill(path)
    good = path.read_bytes()
    assert history_file.put_aside(path, key, wall_s=0) is None
    assert path.read_bytes() == good


def test_names_of_files_put_aside_do_not_collide(path):
    path.parent.mkdir()
    names = set()
    for number in range(3):
        path.write_bytes(b"garbage %d" % number)
        names.add(history_file.put_aside(path, history_file.file_key(path), wall_s=1_800_000_000))
    assert {name.read_bytes() for name in names} == {b"garbage 0", b"garbage 1", b"garbage 2"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_read_only_place_is_read(path):
    fill(path)
    try:
        subprocess.run(["mount", "--bind", path.parent, path.parent], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting isn't allowed here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", path.parent], check=True, capture_output=True)
        assert len(told(path)) == 5
        said = []
        writer = histories.HistoryWriter(path, say=said.append)
        writer.sink("S").post(start("b"))
        assert not writer.flush(histories.TIMEOUT_S)
        assert writer.trouble is not None
        subprocess.run(["mount", "-o", "remount,rw,bind", path.parent], check=True, capture_output=True)
        assert writer.flush(histories.TIMEOUT_S)
        assert writer.trouble is None
        assert "works again" in said[-1]
        assert writer.close(histories.TIMEOUT_S)
    finally:
        subprocess.run(["umount", path.parent], check=False, capture_output=True)
    assert len(told(path)) == 6
