"""With censoring only at a common horizon our shares are the survival estimators.

The reference numbers are those of lifelines: Kaplan-Meier, the restricted mean, and
Aalen-Johansen with collapse competing. `make_reference.py` writes them.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cisim.analysis.chances import chances
from cisim.analysis.panels import Panels
from cisim.analysis.precision import means, medians, shares_of
from cisim.analysis.summary import MEAN, SHARE, by_year
from cisim.configuration.claims import ByMonth
from tests.studies import alternatives_study

HERE = Path(__file__).parent
REFERENCE = json.loads((HERE / "reference.json").read_text(encoding="utf-8"))
EXACT = 1e-12


@pytest.fixture(scope="module")
def study():
    month = np.array(REFERENCE["runs"]["month"])
    cause = np.array(REFERENCE["runs"]["cause"])
    horizon = REFERENCE["horizon"]
    waiting = np.where(cause == 1, month, horizon)
    runs = {
        "shared_result_months": waiting,
        "months_without_result": waiting,
        "shared_result_observed": cause == 1,
        "collapse_months": np.where(cause == 2, month, horizon),
        "collapse_observed": cause == 2,
    }
    return alternatives_study({"a": runs})


@pytest.mark.parametrize("event", ["shared_result", "collapse"])
def test_share_by_a_month_is_the_estimate_of_aalen_and_johansen(study, event):
    panels = Panels.of_study(study)
    for month, incidence in zip(
        REFERENCE["months"], REFERENCE["incidence"][event], strict=True
    ):
        share = shares_of(panels.statistic(ByMonth(event, month))).value[0]
        assert share == pytest.approx(incidence, abs=EXACT)


def test_share_without_result_is_the_estimate_of_kaplan_and_meier(study):
    panels = Panels.of_study(study)
    for month, without in zip(
        REFERENCE["months"], REFERENCE["without_result"], strict=True
    ):
        share = shares_of(panels.statistic(ByMonth("shared_result", month))).value[0]
        assert 1 - share == pytest.approx(without, abs=EXACT)


def test_mean_without_result_is_the_restricted_mean(study):
    mean = means(Panels.of_study(study).column("months_without_result")).value[0]
    assert mean == pytest.approx(REFERENCE["restricted_mean"], abs=1e-9, rel=EXACT)


def test_median_over_all_runs_is_the_median_survival_time():
    months = np.array([REFERENCE["runs"]["month"]], dtype=float)
    seen = np.array([REFERENCE["runs"]["cause"]]) > 0
    assert medians(months, seen).value[0] == REFERENCE["median_end"]


def test_the_table_of_chances_holds_them(study):
    table = chances(study).set_index(["outcome", "statistic"])["value"]
    place = REFERENCE["months"].index(84)
    for event, incidence in REFERENCE["incidence"].items():
        share = table[by_year(event, 7), SHARE]
        assert share == pytest.approx(incidence[place], abs=EXACT)
    mean = table["months_without_result", MEAN]
    assert mean == pytest.approx(REFERENCE["restricted_mean"], rel=EXACT)


@pytest.mark.slow
def test_the_reference_is_what_lifelines_says_today(tmp_path):
    subprocess.run([sys.executable, "-m", "venv", tmp_path], check=True)
    python = tmp_path / "bin" / "python"
    pinned = f"lifelines=={REFERENCE['lifelines']}"
    subprocess.run([python, "-m", "pip", "install", "--quiet", pinned], check=True)
    made = subprocess.run(
        [python, HERE / "make_reference.py"], check=True, capture_output=True
    )
    today = json.loads(made.stdout)
    assert today.pop("lifelines") == REFERENCE["lifelines"]
    for name, numbers in _flat({name: REFERENCE[name] for name in today}):
        assert numbers == pytest.approx(dict(_flat(today))[name], rel=EXACT, abs=EXACT)


def _flat(reference, prefix=""):
    for name, value in reference.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
