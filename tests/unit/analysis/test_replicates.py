"""Standard errors point by point, and the replicates that a stated one takes."""

import pytest

from cisim.analysis.replicates import errors
from tests.studies import grid_study


def test_errors_and_the_replicates_that_they_take():
    columns = [{"wins": [1, 3, 1, 3]}, {"wins": [2, 2, 2, 2]}, {"wins": [1, 1, 1, 9]}]
    study = grid_study({"x.a": [1, 2, 3]}, columns, missing=[(2, n) for n in (1, 2, 3)])
    table = errors(study, "wins", 3**-0.5 / 2)
    assert table["error"].tolist()[:2] == pytest.approx([3**-0.5, 0])
    assert table["replicates"].tolist() == [4, 4, 1]
    assert table["needed"].tolist()[:2] == [16, 0]
    assert table[["error", "needed"]].iloc[2].isna().all()
    assert errors(study, "wins")["needed"].isna().all()
