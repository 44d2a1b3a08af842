"""The contracts of import-linter fire: one deliberate violation for each."""

import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.repository import PACKAGE, ROOT
from tests.architecture.test_static_checks import LINT_IMPORTS

VIOLATIONS = {
    "Rooms: each reads only the rooms before it": {
        "model/violation.py": "import cisim.engine.agents",
    },
    "No cycles between siblings": {
        "model/violation.py": "import cisim.model.reply",
        "model/reply.py": "import cisim.model.violation",
    },
    "Laws are pure: no parameters by name, no randomness, no state, no arrays": {
        "model/submodels/violation.py": "import cisim.model.streams",
    },
    "Submodels know nothing of each other": {
        "model/submodels/violation.py": "import cisim.model.submodels.trust",
    },
    "The model does not know how it is written down, stored or shown": {
        "engine/violation.py": "import pandas",
    },
    "Analysis reads results and never simulates or draws": {
        "analysis/violation.py": "import cisim.engine.agents",
    },
    "One door: mesa": {"engine/violation.py": "import mesa"},
    "One door: parquet": {"experiment/violation.py": "import pyarrow.parquet"},
    "One door: SALib, to sample and to analyse": {
        "experiment/violation.py": "import SALib",
    },
    "One door: dask": {"experiment/violation.py": "import distributed"},
    "One door: locks": {"experiment/violation.py": "import filelock"},
    "One door: plotting": {"presentation/violation.py": "import seaborn"},
    "One door: templates": {"presentation/violation.py": "import jinja2"},
    "One door: pydantic": {"configuration/violation.py": "import pydantic"},
    "One door: TOML": {"experiment/violation.py": "import tomllib"},
    "One door: the terminal": {"analysis/violation.py": "import rich.console"},
}

BROKEN = re.compile(r"^(.+) BROKEN\b", re.MULTILINE)


def contracts():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    linter = project["tool"]["importlinter"]
    return {contract["name"] for contract in linter["contracts"]}


def broken_contracts(folder, files):
    """Contracts that a copy of the package with these files in it breaks."""
    package = shutil.copytree(PACKAGE, folder / "cisim")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, text in files.items():
        (package / name).write_text(f'"""Violation."""\n\n{text}\n', encoding="utf-8")
    linted = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return linted, set(BROKEN.findall(linted.stdout))


def test_each_contract_has_a_violation():
    assert set(VIOLATIONS) == contracts()


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_contract_fires(contract, tmp_path):
    linted, broken = broken_contracts(tmp_path, VIOLATIONS[contract])
    assert contract in broken, linted.stdout


def test_a_new_room_must_be_given_a_place(tmp_path):
    linted, _ = broken_contracts(tmp_path, {"utilities.py": "import math"})
    assert linted.returncode != 0
    assert "utilities" in linted.stdout
