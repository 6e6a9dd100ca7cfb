"""A process that claims a profile: `python -m tests.store.doorkeeper FOLDER PROFILE WORD [deaf]`.

It prints "first", and then each file that is left with it; or "handed". `deaf` ones never answer.
"""

from __future__ import annotations

import sys
from pathlib import Path

from waitgui.store import instance, letter
from waitgui.store.letter import Letter


def main(folder: str, profile: str, word: str, deaf: str = "") -> None:
    door = instance.claim(Path(folder), Path(profile), Letter((word,)))
    if door is None:
        print("handed", flush=True)
        return
    print("first", flush=True)
    door.socket.setblocking(True)
    while deaf:
        sys.stdin.read()
    while True:
        connection, _ = door.socket.accept()
        with connection, connection.makefile("rb") as lines:
            line = lines.readline(letter.MAX_BYTES)
            if line:
                print(*letter.decode(line).files, flush=True)
                connection.sendall(letter.answer())


if __name__ == "__main__":
    main(*sys.argv[1:])
