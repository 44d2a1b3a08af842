"""Engines are found by name and loaded only when they are asked for."""

import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest

from cisim.engine.agents import simulate_runs
from cisim.engine.registry import DEFAULT, ENGINES, engine_named, entry

NOT_LOADED = """
import sys
import cisim.engine.registry
sys.exit("mesa" in sys.modules or "numba" in sys.modules)
"""


def test_there_are_two_engines_and_one_is_the_default():
    assert ENGINES == ("compiled", "agents")
    assert DEFAULT in ENGINES


def test_the_readable_engine_is_found_by_its_name():
    assert engine_named("agents") is simulate_runs


def test_an_engine_is_the_function_of_its_package(monkeypatch):
    package: Any = ModuleType(entry("compiled").package)
    package.simulate_runs = object()
    monkeypatch.setitem(sys.modules, package.__name__, package)
    assert engine_named("compiled") is package.simulate_runs


def test_an_unknown_engine_is_refused_with_those_that_are():
    message = "engine = 'magic': must be one of compiled, agents"
    with pytest.raises(ValueError, match=message):
        engine_named("magic")


def test_libraries_are_loaded_on_demand():
    loaded = subprocess.run([sys.executable, "-c", NOT_LOADED], check=False)
    assert loaded.returncode == 0
