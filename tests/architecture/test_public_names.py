"""The Python door: public names are frozen, and opening it is cheap."""

import pickle
from pathlib import Path

import pytest

import cisim
from tests.architecture.repository import run_python

PUBLIC = [
    "CollectiveImpactModel",
    "ConfigurationError",
    "Organisation",
    "Scenario",
    "__version__",
    "load",
    "simulate",
]
HEAVY = {
    "SALib",
    "matplotlib",
    "mesa",
    "networkx",
    "numba",
    "numpy",
    "pandas",
    "pyarrow",
    "pydantic",
    "rich",
    "scipy",
    "seaborn",
    "typer",
}


def loaded_after(statement):
    """Top-level modules that are loaded once a fresh Python ran the statement."""
    listing = "import sys; print(*{m.partition('.')[0] for m in sys.modules})"
    done = run_python("-c", f"{statement}; {listing}")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_public_names_are_frozen():
    assert dir(cisim) == PUBLIC
    assert cisim.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_public_name_can_be_loaded(name):
    assert getattr(cisim, name) is not None


@pytest.mark.parametrize("name", sorted(set(PUBLIC) - {"__version__"}))
def test_public_name_keeps_its_own_name(name):
    assert getattr(cisim, name).__name__ == name


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'forecast'"):
        _ = cisim.forecast


def test_importing_cisim_loads_nothing_heavy():
    assert not HEAVY & loaded_after("import cisim")


def test_scenarios_load_without_engine():
    loaded = loaded_after("import cisim; cisim.load('baseline')")
    assert not {"mesa", "numba", "pandas", "matplotlib", "seaborn"} & loaded


def test_the_list_of_heavy_libraries_means_something():
    assert "mesa" in loaded_after("import mesa")


def test_a_public_class_can_be_pickled_by_its_name():
    assert pickle.loads(pickle.dumps(cisim.Scenario)) is cisim.Scenario  # noqa: S301 - our own bytes


def test_types_are_shipped():
    assert (Path(cisim.__file__).parent / "py.typed").exists()


def test_running_the_module_is_the_command():
    done = run_python("-m", "cisim", "--help")
    assert done.returncode == 0, done.stderr
    assert "run" in done.stdout
