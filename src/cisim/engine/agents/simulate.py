"""One run of the readable engine, from scenario and seed to its record."""

from collections.abc import Iterator

import numpy as np

from cisim.configuration.outcomes import SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.agents.model import CollectiveImpactModel
from cisim.model.observation import PICTURE_MONTHS, Run, Tie
from cisim.model.streams import mixed_seed


def simulate(
    scenario: Scenario, experiment_seed: int, replicate: int, *, pictures: bool = False
) -> Run:
    """Simulate one replicate of a scenario to the horizon.

    With ``pictures`` the trust network is kept at the months of a picture.
    """
    seed = mixed_seed(experiment_seed, replicate)
    model = CollectiveImpactModel(scenario, rng=seed, record_organisations=False)
    ties: list[Tie] = []
    for month in range(scenario.parameters.horizon_months + 1):
        if month > 0:
            model.step()
        if pictures and month in PICTURE_MONTHS:
            ties.extend(_ties(model))
    collected = model.datacollector.model_vars
    return Run(
        replicate=replicate,
        seed=seed,
        difficulty=model.place.difficulty,
        monthly={column.name: np.array(collected[column.name]) for column in SERIES},
        events=model.event_log(),
        ties=tuple(ties),
    )


def _ties(model: CollectiveImpactModel) -> Iterator[Tie]:
    """Every tie of the present members, those to the backbone last."""
    for member in model.members:
        for partner in member.partners:
            yield Tie(
                model.month, member.place, partner.place, member.trust[partner.place]
            )
    for member in model.members:
        yield Tie(model.month, member.place, None, member.trust_in_backbone)
