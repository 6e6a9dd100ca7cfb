"""Drafts: whole or not there, nobody's but their owner's as long as that lives, and put aside when they are broken."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tasks.make import make_task
from waitgui.store import drafts
from waitgui.store.drafts import DraftError, Origin, Unfinished
from waitgui.tasks.model import empty_set

AT = datetime(2027, 3, 4, 14, 31, tzinfo=UTC)
HOME = empty_set("Home server").replaced(make_task("a", period="90s")).replaced(make_task("b"))

_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from waitgui.store import drafts
from waitgui.tasks.model import empty_set
drafts.write(Path(sys.argv[1]), empty_set("Theirs"), drafts.Origin(Path(sys.argv[2]), "d"),
             at=datetime(2027, 3, 4, tzinfo=UTC), restricted=False)
print("written", flush=True)
sys.stdin.read()
"""


def orphan(place: Path, **changes: object) -> Path:
    """As if the process that owns the draft were gone; with other changes of its first line."""
    first, text = place.read_text().split("\n", 1)
    place.write_text(json.dumps({**json.loads(first), "start": 1, **changes}) + "\n" + text)
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


@pytest.fixture
def place(folder: Path) -> Path:
    place = drafts.new_place(folder)
    drafts.write(place, HOME, Origin(Path("/sets/home.toml"), "abc"), at=AT, restricted=False)
    return place


def test_what_was_not_saved_is_there_again(folder, place, tmp_path):
    orphan(place)
    (draft,), complaints = drafts.abandoned(folder)
    assert complaints == []
    assert draft == (place, Origin(Path("/sets/home.toml"), "abc"), "Home server", AT, True)
    mine = drafts.new_place(folder)
    assert drafts.claim(draft, mine) == (HOME, None)
    assert mine.exists()
    assert not place.exists()


def test_what_stood_in_a_form_too_if_it_is_ours(folder, place):
    values = {"name": "ü\n'", "action": {"argv": ["a", "b"]}, "stop": {"at": AT}, "schedule": {"jitter": 0.5}}
    form = Unfinished(values, is_new=True)
    drafts.write(place, HOME, Origin(None), at=AT, restricted=False, form=form)
    orphan(place)
    (draft,), _ = drafts.abandoned(folder)
    mine = drafts.new_place(folder)
    assert drafts.claim(draft._replace(ours=False), mine) == (HOME, None)
    assert drafts.claim(draft._replace(place=mine), drafts.new_place(folder)) == (HOME, form)


def test_a_form_that_toml_cannot_say_is_left_out(folder, place):
    drafts.write(place, HOME, Origin(None), at=AT, restricted=False, form=Unfinished({"name": "\ud800"}, is_new=True))
    orphan(place)
    assert drafts.claim(drafts.abandoned(folder)[0][0], drafts.new_place(folder)) == (HOME, None)


def test_nobody_else_may_read_it(place):
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_living_owner_keeps_it(folder, place, tmp_path):
    assert drafts.abandoned(folder) == ([], [])
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    theirs = drafts.new_place(folder)
    command = [sys.executable, "-c", _WRITER, str(theirs), str(tmp_path / "x.toml")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "written\n"
        assert drafts.abandoned(folder) == ([], [])
        other.kill()
        other.wait()
    (draft,), _ = drafts.abandoned(folder)
    assert draft.origin.path == tmp_path / "x.toml"


def test_who_is_first_has_it(folder, place):
    orphan(place)
    (draft,), _ = drafts.abandoned(folder)
    first = drafts.new_place(folder)
    assert drafts.claim(draft, first) is not None
    assert drafts.claim(draft, drafts.new_place(folder)) is None
    drafts.write(first, HOME, draft.origin, at=AT, restricted=False)
    assert drafts.claim(draft._replace(place=first), drafts.new_place(folder)) is None  # it lives
    drafts.remove(first)
    assert drafts.abandoned(folder) == ([], [])


@pytest.mark.parametrize("path", ["/a b/ü%20\udcff?#.toml", "/x\ny.toml"])
def test_any_path_and_a_set_without_one(folder, path):
    place = drafts.new_place(folder)
    drafts.write(place, HOME, Origin(Path(path), "d"), at=AT, restricted=False)
    orphan(place)
    assert drafts.abandoned(folder)[0][0].origin == (Path(path), "d")
    drafts.write(place, HOME, Origin(None), at=AT, restricted=False)
    orphan(place)
    assert drafts.abandoned(folder)[0][0].origin == (None, "")


def test_the_latest_comes_first(folder, place):
    orphan(place)
    later = drafts.new_place(folder)
    drafts.write(later, HOME, Origin(None), at=AT.replace(minute=32), restricted=False)
    orphan(later)
    assert [draft.place for draft in drafts.abandoned(folder)[0]] == [later, place]


def test_only_what_this_user_wrote_here_is_ours(folder, place):
    orphan(place, restricted=True)
    assert not drafts.abandoned(folder)[0][0].ours
    orphan(place, restricted=False)
    assert drafts.abandoned(folder)[0][0].ours
    place.chmod(0o666)
    assert not drafts.abandoned(folder)[0][0].ours
    place.chmod(0o600)
    orphan(place, machine="another")
    assert drafts.abandoned(folder)[0] == []  # its owner may live, over there
    os.utime(place, (1, 1))
    assert not drafts.abandoned(folder)[0][0].ours


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 4096, b"{}\n", b'{"waitgui_draft": 2}\nformat = 1\n', b"[" * 100_000], ids=range(5)
)
def test_a_broken_one_is_put_aside(folder, place, data):
    place.write_bytes(data)
    found, (complaint,) = drafts.abandoned(folder)
    assert found == []
    assert f"{place.name}.broken-1" in complaint
    assert (place.parent / f"{place.name}.broken-1").read_bytes() == data
    assert drafts.abandoned(folder) == ([], [])


def test_so_is_one_that_was_cut_off_or_says_nonsense(folder, place):
    orphan(place)
    (draft,), _ = drafts.abandoned(folder)
    whole = place.read_bytes()
    place.write_bytes(whole[:-3])
    with pytest.raises(DraftError, match="damaged"):
        drafts.claim(draft, drafts.new_place(folder))
    assert not place.exists()
    drafts.write(place, HOME.model_copy(update={"format": 0}), Origin(None), at=AT, restricted=False)
    orphan(place)
    (draft,), _ = drafts.abandoned(folder)
    with pytest.raises(DraftError, match="format"):
        drafts.claim(draft, drafts.new_place(folder))
    assert not place.exists()


def test_other_things_in_the_folder_are_left_alone(folder, place):
    (folder / "pipe.draft").mkdir()
    (folder / "notes.txt").write_text("mine")
    found, complaints = drafts.abandoned(folder)
    assert found == []
    assert "a folder" in complaints[0]
    assert (folder / "notes.txt").read_text() == "mine"


@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_nothing_is_raised(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("drafts")
    place = drafts.new_place(folder)
    drafts.write(place, HOME, Origin(Path("/sets/home.toml"), "abc"), at=AT, restricted=False)
    whole = place.read_bytes()
    if data.draw(st.booleans()):
        first, text = place.read_text().split("\n", 1)
        header = json.loads(first)
        name = data.draw(st.sampled_from(sorted(header)))
        header[name] = data.draw(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates()))
        place.write_bytes(f"{json.dumps(header, default=str)}\n{text}".encode())
    else:
        at = data.draw(st.integers(0, len(whole)))
        place.write_bytes(whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + 1 :])
    found, _ = drafts.abandoned(folder)
    for draft in found:
        with suppress(DraftError):
            drafts.claim(draft, drafts.new_place(folder))
    assert len(list(folder.iterdir())) == 1  # whole, taken or put aside, but there


def test_no_folder_no_draft(tmp_path):
    assert drafts.abandoned(tmp_path / "none") == ([], [])
