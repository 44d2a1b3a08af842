"""Engines are found by name and loaded only when they are asked for."""

import subprocess
import sys

import pytest

from cisim.engine.agents import simulate
from cisim.engine.registry import ENGINES, engine_named

NOT_LOADED = """
import sys
import cisim.engine.registry
sys.exit("mesa" in sys.modules)
"""


def test_every_name_is_an_engine():
    assert engine_named(ENGINES[0]) is simulate
    assert all(callable(engine_named(name)) for name in ENGINES)


def test_an_unknown_engine_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match="engine = 'magic': must be one of agents"):
        engine_named("magic")


def test_mesa_is_loaded_on_demand():
    loaded = subprocess.run([sys.executable, "-c", NOT_LOADED], check=False)
    assert loaded.returncode == 0
