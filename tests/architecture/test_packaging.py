"""What is installed and published: versions, constraints, no traces of a machine."""

import re
import tomllib
from importlib.metadata import entry_points, metadata

import pytest

import cisim
from tests.architecture.repository import PACKAGE, ROOT, texts

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
REQUIREMENTS = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
]
# Written in pieces, so that this file does not hold what it looks for.
TRACES = re.compile(
    "|".join(["/" + "work/", "/" + "root/", "py" + r"pi\.", "index" + "-url"])
)


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_constraints_are_exact_versions_and_nothing_else():
    exact = re.compile(r"[a-z0-9][a-z0-9.-]*==[0-9][0-9a-z.]*")
    assert CONSTRAINTS
    assert [line for line in CONSTRAINTS if not exact.fullmatch(line)] == []


def test_constraints_are_sorted_and_unique():
    names = [line.partition("==")[0] for line in CONSTRAINTS]
    assert names == sorted(set(names))


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_requirement_is_a_range_with_a_tested_version(requirement):
    name = re.split(r"[^\w.-]", requirement)[0]
    assert ">=" in requirement
    assert "==" not in requirement
    assert normalised(name) in {line.partition("==")[0] for line in CONSTRAINTS}


def test_version_is_the_same_everywhere():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert metadata("collective-impact-sim")["Version"] == cisim.__version__
    assert f"\nversion: {cisim.__version__}\n" in citation
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == cisim.__version__


def test_scenarios_and_experiments_are_shipped():
    targets = PROJECT["tool"]["hatch"]["build"]["targets"]
    homes = {"configs": "cisim/configs", "experiments": "cisim/experiments"}
    assert targets["wheel"]["force-include"] == homes
    assert {f"/{home}" for home in homes} <= set(targets["sdist"]["include"])
    assert {home for home in homes if (ROOT / home).is_dir()} == set(homes)


def test_command_is_installed():
    (command,) = entry_points(group="console_scripts", name="cisim")
    assert command.value == "cisim.presentation.cli:main"


def test_no_file_tells_of_a_machine_or_a_registry():
    told = {
        str(path): TRACES.findall(text) for path, text in texts() if TRACES.search(text)
    }
    assert told == {}


def test_contributing_is_short():
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60


@pytest.mark.parametrize("name", ["bibliography.toml", "claims.toml", "evidence.toml"])
def test_data_files_lie_in_the_package(name):
    assert (PACKAGE / "configuration" / name).exists()
