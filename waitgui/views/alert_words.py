"""A notification in words: a title and a text, both plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from waitgui.models.alerts import What
from waitgui.models.said import enumerated, said
from waitgui.tasks.run_words import end_words
from waitgui.views.labels import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.models.alerts import Alert, Bubble

_translate = QCoreApplication.translate
_LISTED = 3
_LONGEST_NAME, _LONGEST_WHY = 60, 300


def bubble_words(bubble: Bubble) -> tuple[str, str]:
    """What the bubble says: of one alert what, of several how many and whose."""
    if len(bubble.alerts) == 1 and bubble.total == 1:
        return _title(bubble.alerts[0]), _text(bubble.alerts[0])
    titles, lines = [], []
    for what in What:
        alerts = [alert for alert in bubble.alerts if alert.what is what]
        if alerts:
            titles.append(_count(what, len(alerts)))
            lines.append(_names(alerts))
    if len(lines) > 1:
        whose = _translate("alerts", "{what}: {names}")
        lines = [
            whose.replace("{what}", title).replace("{names}", line) for title, line in zip(titles, lines, strict=True)
        ]
    if bubble.total > len(bubble.alerts):
        lines.append(_translate("alerts", "%n time(s) in all", None, bubble.total))
    return enumerated(titles), "\n".join(lines)


def _title(alert: Alert) -> str:
    name = _short(alert.name)
    if alert.what is What.FAILING:
        text = (
            _translate("alerts", "{task} failed %n time(s) in a row", None, alert.in_a_row)
            if alert.in_a_row > 1
            else _translate("alerts", "{task} failed")
        )
    elif alert.what is What.RECOVERED:
        text = _translate("alerts", "{task} works again")
    else:
        text = (
            _translate("alerts", "{task} gave up")
            if alert.what is What.GAVE_UP
            else _translate("alerts", "{task} has ended")
        )
    return text.replace("{task}", name)


def _text(alert: Alert) -> str:
    why = said(alert.why)
    if not why and alert.exit_code:
        why = _translate("alerts", "exit code {code}").replace("{code}", str(alert.exit_code))
    why = visible(why if len(why) <= _LONGEST_WHY else f"{why[:_LONGEST_WHY]}…", lines=True)
    if alert.what is What.RECOVERED:
        return ""
    if alert.reason is None:
        return why
    words = end_words(alert.reason, alert.ticks, alert.lasted_ns, QCoreApplication.translate)
    return f"{words[:1].upper()}{words[1:]}" + (f"\n{why}" if why and alert.what is What.GAVE_UP else "")


def _count(what: What, n: int) -> str:
    return {
        What.FAILING: _translate("alerts", "%n task(s) failed", None, n),
        What.RECOVERED: _translate("alerts", "%n task(s) recovered", None, n),
        What.GAVE_UP: _translate("alerts", "%n task(s) gave up", None, n),
        What.ENDED: _translate("alerts", "%n run(s) ended", None, n),
    }[what]


def _names(alerts: Sequence[Alert]) -> str:
    """The names, as in: A, B, C and 2 more. One alone that is left over is named too."""
    listed = len(alerts) if len(alerts) <= _LISTED + 1 else _LISTED
    names = enumerated([_short(alert.name) for alert in alerts[:listed]])
    more = len(alerts) - listed
    return _translate("alerts", "{tasks} and %n more", None, more).replace("{tasks}", names) if more else names


def _short(name: str) -> str:
    return visible(name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…")
