"""The examples in the docstrings of the wait package do what they say, and every function has one."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

from waitgui import wait

if TYPE_CHECKING:
    from types import ModuleType

MODULES = [importlib.import_module(found.name) for found in pkgutil.iter_modules(wait.__path__, "waitgui.wait.")]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_examples_do_what_they_say(module: ModuleType) -> None:
    assert doctest.testmod(module, raise_on_error=False).failed == 0


@pytest.mark.parametrize("name", [name for name in wait.__all__ if inspect.isfunction(getattr(wait, name))])
def test_every_function_has_an_example(name: str) -> None:
    assert ">>> " in (inspect.getdoc(getattr(wait, name)) or "")


OURS = {"Call", "Done", "IllegalStepError", "Sleep", "State", "WaitError"}
"""What Go has nothing like."""


@pytest.mark.parametrize("name", [name for name in wait.__all__ if callable(getattr(wait, name)) and name not in OURS])
def test_whatever_comes_from_go_says_so(name: str) -> None:
    assert re.search(r"k8s|Go's", inspect.getdoc(getattr(wait, name)) or "")
