"""Compile the translations: python packaging/catalogues.py FOLDER writes a .qm there for each .ts.

Needs nothing but the standard library, so that a wheel is built without Qt. Who packages the program puts the folder
in place of `resources/translations`; without it the program reads the .ts files that are there, a little slower.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "translations"


def compile_into(folder: Path) -> list[Path]:
    """Write the catalogues, give their paths."""
    # By its path: where the wheel is built the package's dependencies aren't installed.
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "waitgui" / "store" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    catalogue = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(catalogue)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(SOURCE.glob("*.ts")):
        target = folder / f"{source.stem}.qm"
        target.write_bytes(catalogue.from_ts(source.read_text(encoding="utf-8")).to_qm())
        written.append(target)
    return written


if __name__ == "__main__":
    for path in compile_into(Path(sys.argv[1])):
        print(path)
