"""The engine's process: a script, so that it finds the very program that started it, wherever that lies."""

import sys
from pathlib import Path

if __name__ == "__main__":
    root = str(Path(__file__).parents[2])
    if root not in sys.path:
        sys.path.append(root)
    from waitgui.engine.process import main

    sys.exit(main())
