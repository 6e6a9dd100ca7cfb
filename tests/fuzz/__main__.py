"""`python -m tests.fuzz [SECONDS]`: bytes that look for new paths through the loader, for that long (60 s).

Needs the extra `fuzz` (atheris). The corpus grows in `.fuzz/`, which git ignores; an input that breaks something is
kept there, and named in the last lines.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

try:
    import atheris
except ImportError:
    raise SystemExit("atheris is missing: pip install -e '.[fuzz]'") from None

with atheris.instrument_imports(include=["waitgui.store", "waitgui.tasks", "waitgui.wait.durations", "tomllib"]):
    from tests.fuzz import corpus
    from tests.fuzz.target import is_read_or_refused

FOLDER = Path(__file__).resolve().parent.parent.parent / ".fuzz"
LONGEST = 20_000
MEMORY_MIB = 1_500


def keep_what_breaks(data: bytes) -> None:
    """Ask of these bytes what must hold; keep them if it doesn't."""
    try:
        is_read_or_refused(data)
    except BaseException:
        path = FOLDER / f"broken-{hashlib.sha256(data).hexdigest()[:16]}"
        path.write_bytes(data)
        print(f"kept in {path}", flush=True)
        raise


def main() -> None:
    """Fuzz until the time is over or something breaks."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    seeds, words = corpus.write(FOLDER)
    found = FOLDER / "found"
    found.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-rss_limit_mb={MEMORY_MIB}",
        "-timeout=20",
        f"-dict={words}",
        f"-artifact_prefix={FOLDER}/broken-",
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(seeds)], keep_what_breaks)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
