"""`python -m tests.benchmarks [NAME…]`: the measurements; needs the extra `bench`. Not part of the tests.

At the end stands one table: goal, ours, the rival's of the same run, the ratio, and whether the goal is met.
"""

from __future__ import annotations

import argparse

from tests.benchmarks import (
    foresight,
    frames,
    history,
    lateness,
    live_timeline,
    punctual,
    ring,
    sustained,
    tick_costs,
    window,
)
from tests.benchmarks.goals import Goal, show

BENCHMARKS = {
    "lateness": lateness.run,
    "sustained": sustained.run,
    "punctual": punctual.run,
    "preview": foresight.run,
    "history": history.run,
    "ring": ring.run,
    "window": window.run,
    "frames": frames.run,
    "live": live_timeline.run,
    "ticks": tick_costs.run,
}
GROUPS = {"timeline": ("frames", "live", "ring", "ticks")}


def main() -> None:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join((*BENCHMARKS, *GROUPS))}; default: all"
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the best counts (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=5, help="seconds a round (default: %(default)s)")
    options = parser.parse_args()
    names = [part for name in options.names for part in GROUPS.get(name, (name,))]
    for name in names:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark {name}")
    goals: list[Goal] = []
    for name in names or BENCHMARKS:
        goals += BENCHMARKS[name](options.rounds, options.seconds)
    show(goals)


if __name__ == "__main__":
    main()
