"""Where a frozen program begins: as its guardian, or as the command line."""

import os
import runpy
import sys
from pathlib import Path

GUARDIAN_SWITCH = "--waitgui-guardian"
"""As `waitgui.work.interpreter` has it; importing that would give the guardian all that the program is made of."""
ENGINE_SWITCH = "--waitgui-engine"
BUNDLE = Path(__file__).parent


def give_back_environment() -> None:
    """Take out what PyInstaller put in for us: the programs of tasks would load our libraries in place of theirs."""
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is not None:
        os.environ["LD_LIBRARY_PATH"] = original
    elif os.environ.get("LD_LIBRARY_PATH", "").startswith(str(BUNDLE)):
        del os.environ["LD_LIBRARY_PATH"]


if __name__ == "__main__":
    give_back_environment()
    if sys.argv[1:2] == [GUARDIAN_SWITCH]:
        runpy.run_path(str(BUNDLE / "waitgui" / "work" / "guardian.py"), run_name="__main__")
    elif sys.argv[1:2] == [ENGINE_SWITCH]:
        from waitgui.engine.process import main

        sys.exit(main())
    else:
        from waitgui.cli import main

        sys.exit(main())
