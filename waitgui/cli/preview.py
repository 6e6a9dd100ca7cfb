"""`waitgui preview`: what would happen, on a virtual clock; runs nothing."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

from waitgui.cli.files import read, say
from waitgui.cli.language import translate
from waitgui.cli.output import JsonLines, TickTable, wants_table
from waitgui.runner.player import Assumed, Cut
from waitgui.runner.preview import preview as foresee

if TYPE_CHECKING:
    import argparse


def preview(options: argparse.Namespace) -> int:
    """Print what would happen, give the exit code."""
    loaded = read(options.file)
    if loaded is None:
        return 2
    task_set = loaded.task_set
    make_printer = TickTable if wants_table(options.output) else JsonLines
    printer = make_printer(sys.stdout, task_set)
    gc.disable()  # millions of ticks and not a cycle among them: looking for some takes a fifth of the time
    for told in foresee(
        [task for task in task_set.tasks if task.enabled],
        for_ns=options.for_ns,
        set_name=task_set.name,
        seed=options.seed,
        wall_ns=time.time_ns() if options.wall_ns is None else options.wall_ns,
        assumed=Assumed(options.takes_ns, options.met_at, options.succeeds_at),
        limit=options.limit,
    ):
        if isinstance(told, Cut):
            text = translate(
                "cli", 'task "{id}": cut off after %n planned tick(s); --limit raises that', None, told.planned
            )
            say(text.format(id=told.task))
        else:
            printer.print(told)
    printer.finish()
    return 0
