"""What a screen reader finds of a program: for each line with its process id on standard input, a line of JSON.

Runs in the system's Python, which has pyatspi. What goes away while it is read is left out. A program that is too busy
to answer in time is told as if there were nothing.
"""

import json
import sys
import time

import pyatspi

ANSWER_MS = 500
LONGEST_S = 5.0
pyatspi.setTimeout(ANSWER_MS, ANSWER_MS)


def walk(node, until_s):
    if time.monotonic() > until_s:
        return None
    try:
        states = [pyatspi.stateToString(state) for state in node.getState().getStates()]
        if "showing" not in states and node.getRole() != pyatspi.ROLE_APPLICATION:
            return None
        seen = {"role": node.getRoleName(), "name": node.name, "description": node.description, "states": states}
        seen |= {"box": box_of(node), "text": text_of(node), "actions": actions_of(node), "labels": labels_of(node)}
        # One after the other: of the cells of a table that is being filled, Qt doesn't answer for what it had before.
        kids = (walk(node.getChildAtIndex(place), until_s) for place in range(node.childCount))
        seen["kids"] = [kid for kid in kids if kid]
    except Exception:  # noqa: BLE001 - whatever is told of what has gone
        return None
    return seen


def box_of(node):
    try:
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    except NotImplementedError:
        return [0, 0, 0, 0]
    return [box.x, box.y, box.width, box.height]


def text_of(node):
    try:
        return node.queryText().getText(0, -1)
    except NotImplementedError:
        return ""


def actions_of(node):
    try:
        actions = node.queryAction()
    except NotImplementedError:
        return []
    return [actions.getName(place) for place in range(actions.nActions)]


def labels_of(node):
    relations = [one for one in node.getRelationSet() if one.getRelationType() == pyatspi.RELATION_LABELLED_BY]
    return [one.getTarget(place).name for one in relations for place in range(one.getNTargets())]


def programs(pid):
    until_s = time.monotonic() + LONGEST_S
    try:
        apps = [app for app in list(pyatspi.Registry.getDesktop(0)) if app and app.get_process_id() == pid]
    except Exception:  # noqa: BLE001 - the same
        return []
    found = [walk(app, until_s) for app in apps]
    return found if time.monotonic() <= until_s else []


for line in sys.stdin:
    print(json.dumps([found for found in programs(int(line)) if found]), flush=True)
