"""Whether `waitgui run` may run a set: one that this user alone can have written, or that they trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.cli.files import say
from waitgui.cli.language import said, translate, word
from waitgui.paths import places
from waitgui.store import trust
from waitgui.tasks.exposure import executable_digest, exposure

if TYPE_CHECKING:
    from waitgui.store.task_set_file import Loaded

SHOWN = 500
"""So many of the things that the set would use are listed."""
LONGEST = 1_000
"""So many characters of each."""


def may_run(loaded: Loaded, *, trusted: bool) -> bool:
    """Whether it may; if not, standard error says why, how to run it all the same, and what it would use.

    `trusted` is the user's word on the command line; else what they trusted in the window counts.
    """
    if loaded.doubt is None or trusted:
        return True
    if trust.is_trusted(places().trusted, executable_digest(loaded.task_set)):
        return True
    text = translate("cli", "{doubt}, so it may be somebody else's work; --trust runs it. It would use:")
    say(f"{loaded.path}: {text.format(doubt=said(loaded.doubt))}")
    uses = exposure(loaded.task_set)
    for task, use, text in uses[:SHOWN]:
        cut = text
        if len(text) > LONGEST:
            cut = translate("cli", "{text}… ({count} characters)").format(text=text[:LONGEST], count=f"{len(text):,}")
        line = translate("cli", 'task "{name}": {use}: {text}')
        say("  " + line.format(name=task, use=word(use), text=cut))
    if len(uses) > SHOWN:
        say("  " + translate("cli", "and %n more", None, len(uses) - SHOWN))
    if not uses:
        say("  " + translate("cli", "nothing"))
    return False
