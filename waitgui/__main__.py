"""`python -m waitgui`."""

import sys

from waitgui.cli import main

if __name__ == "__main__":
    sys.exit(main())
