import copy

import pytest

from tests.views.dressing import dressed
from tests.views.task_form.driver import SYNC, Driver


@pytest.fixture
def theme(qapp):
    with dressed(qapp) as worn:
        yield worn


@pytest.fixture
def drive(qtbot, theme):
    def make(draft=None, **kwargs):
        return Driver(qtbot, theme, copy.deepcopy(SYNC) if draft is None else draft, **kwargs)

    return make
