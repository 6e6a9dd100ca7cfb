"""`python -m tests.benchmarks [NAME…]`: the measurements; needs the extra `bench`. Not part of the tests."""

from __future__ import annotations

import argparse

from tests.benchmarks import history, lateness

BENCHMARKS = {"lateness": lateness.run, "history": history.run}


def main() -> None:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; default: all")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the best counts (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=5, help="seconds a round (default: %(default)s)")
    options = parser.parse_args()
    for name in options.names or BENCHMARKS:
        BENCHMARKS[name](options.rounds, options.seconds)


if __name__ == "__main__":
    main()
