"""Results as figures: each picks numbers, draws them and says them in words."""

from collections.abc import Iterator

from cisim.analysis.summary import convened
from cisim.experiment.results import Results
from cisim.presentation.figures.competing import (
    result_and_collapse as result_and_collapse,
)
from cisim.presentation.figures.milestones import milestones as milestones
from cisim.presentation.figures.network import trust_network as trust_network
from cisim.presentation.figures.picture import Picture as Picture
from cisim.presentation.figures.picture import save as save
from cisim.presentation.figures.picture import save_all as save_all
from cisim.presentation.figures.trajectories import conditions as conditions
from cisim.presentation.figures.trajectories import trajectories as trajectories
from cisim.presentation.style import drawing

FIGURES = (
    result_and_collapse,
    milestones,
    trajectories,
    conditions,
    trust_network,
)
"""All figures of a run, the most telling first."""


OF_AN_INITIATIVE = (milestones, conditions, trust_network)
"""Figures that are blank where nobody was convened."""


def pictures(results: Results) -> Iterator[Picture]:
    """Draw all figures of a run in the theme of the house, one after the other.

    Of isolated impact those of an initiative are left out: they would be blank.
    """
    blank = () if convened(results) else OF_AN_INITIATIVE
    for figure in FIGURES:
        if figure in blank:
            continue
        with drawing():
            picture = figure(results)
        yield picture
