"""`waitgui run` killed and ended at random points, again and again (contract, "History" and "`run`")."""

from __future__ import annotations

import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.headless.live import Live, eventually, marked, open_runs
from tests.headless.told import GRID, hold, repeat, runs_of, shell, task, tell, write

if TYPE_CHECKING:
    from pathlib import Path

LANES = 4
KILLS, ENDS = 25, 13
SAFE_S = 1.0
"""A tick that was printed so long ago is safe in the history."""
ENDS_WITHIN_S = 10.0

pytestmark = [pytest.mark.timeout(900), pytest.mark.xdist_group("headless")]


def tree_makers(home: Path, mark: str, *, stubborn: bool) -> Path:
    """A set whose ticks under way have started all that is hard to find, and some that are quick."""
    sleep = f"sleep 300.{mark}"
    trap = "trap '' TERM; " if stubborn else ""
    return write(
        home,
        task("quick", repeat("30ms"), shell("echo hello")),
        task("grid", repeat("20ms", *GRID)),
        task("plain", repeat("1s"), f'kind = "command"\nargv = ["sleep", "300.{mark}"]'),
        task("background", repeat("1s"), shell(f"{sleep} & {sleep} & {sleep}")),
        task("session", repeat("1s"), shell(f"setsid {sleep} & setsid -w {sleep}")),
        task("double-fork", repeat("1s"), shell(f"(setsid sh -c '{sleep} & {sleep} &' &); {sleep}")),
        task("silent", repeat("1s"), shell(f"(setsid {sleep} >/dev/null 2>&1 &); exec {sleep}")),
        task("stubborn", repeat("1s"), shell(f"{trap}{sleep}; {sleep}", 'kill_grace = "100ms"')),
        name="Trees",
    )


def lanes(tmp_path: Path, one: object) -> None:
    """Do it in several threads at once, each with a home and a randomness of its own."""
    with ThreadPoolExecutor(LANES) as pool:
        homes = [tmp_path / f"lane-{number}" for number in range(LANES)]
        for home in homes:
            home.mkdir()
        seeds = [random.SystemRandom().random() for _ in homes]
        print("seeds", seeds)
        list(pool.map(one, homes, [random.Random(seed) for seed in seeds]))  # type: ignore[call-overload]


def at_random(live: Live, dice: random.Random, longest_s: float) -> None:
    """Wait until some point of its life: mostly of its work, sometimes of its start."""
    if dice.random() < 0.8:
        eventually(lambda: live.told or live.process.poll() is not None)
    time.sleep(dice.uniform(0, longest_s))


def test_a_hundred_kills_lose_nothing_that_was_safe_and_leave_no_process(tmp_path):
    def lane(home: Path, dice: random.Random) -> None:
        printed = []
        for number in range(KILLS):
            mark = f"{home.name[-1]}{number:03}{dice.randrange(10**9):09}"
            with Live(home, tree_makers(home, mark, stubborn=number % 5 == 0)) as live:
                at_random(live, dice, 2.0 if number % 5 == 0 else 0.5)
                live.process.kill()
                killed_s = time.monotonic()
                live.wait()
                printed += [record for read_s, record in live.told if read_s < killed_s - SAFE_S]
            eventually(lambda mark=mark: not marked(mark), every_s=0.1)
        once = task("once", repeat(), stop="after_runs = 1")
        assert tell(home, "run", write(home, once)).code == 0
        assert open_runs(home) == 0
        history = tell(home, "history")
        assert (history.code, history.err) == (0, "")
        kept = [record for record in history.lines if record["event"] != "end"]
        seen = {tuple(record.items()) for record in kept}
        assert len(seen) == len(kept), "something is there twice"
        assert [record for record in printed if tuple(record.items()) not in seen] == []
        assert {run.reason for key, run in history.runs().items() if key[0] == "Trees"} == {"lost"}

    lanes(tmp_path, lane)


def test_fifty_ends_by_sigterm_are_quick_and_clean(tmp_path):
    def lane(home: Path, dice: random.Random) -> None:
        printed = []
        for number in range(ENDS):
            mark = f"{home.name[-1]}{number:03}{dice.randrange(10**9):09}"
            with Live(home, tree_makers(home, mark, stubborn=number % 5 == 0)) as live:
                at_random(live, dice, 0.7)
                live.process.send_signal(signal.SIGTERM)
                sent_s = time.monotonic()
                code = live.process.wait(60)
                took_s = time.monotonic() - sent_s
                assert marked(mark) == []
                live.wait()
                assert took_s <= ENDS_WITHIN_S
                # Before the program has begun the system ends it: a shell calls that 143 too.
                assert code == 143 or (code == -signal.SIGTERM and not live.told)
                assert live.err == ""
                hold(live.lines)
                assert {run.reason for run in runs_of(live.lines).values()} <= {"quit"}
                printed += live.lines
        assert not (home / "data").exists() or open_runs(home) == 0
        assert runs_of(tell(home, "history").lines) == runs_of(printed)

    lanes(tmp_path, lane)
