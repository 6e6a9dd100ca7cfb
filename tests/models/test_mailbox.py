"""What threads leave is handed over in the GUI thread, in order, and to nobody who is gone."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from shiboken6 import delete

from waitgui.models.mailbox import Mailbox

LONG_MS = 30_000


def test_all_of_it_comes_in_order_and_then_it_rests(qapp, qtbot):
    taken, left = [], [2_000]

    def take(item):
        assert threading.current_thread() is threading.main_thread()
        taken.append(item)
        left[0] -= 1

    mailbox = Mailbox(take, lambda: left[0] > 0)
    mailbox.watch()
    thread = threading.Thread(target=lambda: [mailbox.post(number) for number in range(2_000)])
    thread.start()
    qtbot.waitUntil(lambda: len(taken) == 2_000, timeout=LONG_MS)
    thread.join()
    assert taken == list(range(2_000))
    qtbot.waitUntil(lambda: not mailbox._timer.isActive(), timeout=LONG_MS)


def test_a_thread_may_post_while_it_is_deleted(qapp):
    for _ in range(10):
        owner, stop = QObject(), threading.Event()
        mailbox = Mailbox(lambda _: None, lambda: True, owner)
        mailbox.watch()

        def post(mailbox=mailbox, stop=stop) -> None:
            while not stop.is_set():
                mailbox.post(object())

        threads = [threading.Thread(target=post) for _ in range(3)]
        for thread in threads:
            thread.start()
        qapp.processEvents()
        delete(owner)
        stop.set()
        for thread in threads:
            thread.join()
