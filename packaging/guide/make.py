"""Builds the guide in both languages: `python packaging/guide/make.py [html|links]`, with warnings as errors.

`html`, the default, writes to `build/guide/LANGUAGE` and checks links within the guide and pictures; `links` asks the
addresses outside. Needs the extra `guide`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.cmd.build import build_main

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "zh_CN")
OUT = HERE.parent.parent / "build" / "guide"
BUILDERS = {"html": "html", "links": "linkcheck"}


def build(what: str, language: str) -> int:
    """Run Sphinx, give its exit code."""
    print(f"{what} of {HERE / language}", flush=True)
    out = OUT / (language if what == "html" else f"{what}-{language}")
    options = ["-b", BUILDERS[what], "-c", HERE, "-d", OUT / f"doctrees-{language}", "-D", f"language={language}"]
    return build_main([str(word) for word in (*options, "-q", "-E", "-W", "--keep-going", HERE / language, out)])


def main() -> None:
    """Build or check them all."""
    what = sys.argv[1] if len(sys.argv) > 1 else "html"
    failed = [language for language in LANGUAGES if build(what, language)]
    if failed:
        raise SystemExit(f"{what} failed: {', '.join(failed)}")
    print(f"{what}: done, in {OUT}")


if __name__ == "__main__":
    main()
