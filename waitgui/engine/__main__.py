"""The engine's process: a script, so that it is of the very program that started it, wherever that lies."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # Only to find ourselves before another that may be installed: in front of Python's own nothing is to stay.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import waitgui  # noqa: F401 - from now on its modules are found beside it

    del sys.path[0]
    from waitgui.engine.process import main

    sys.exit(main())
