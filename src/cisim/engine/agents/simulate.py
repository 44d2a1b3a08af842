"""Runs of the readable engine, from scenario and seed to their records."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from cisim.configuration.outcomes import SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.agents.model import CollectiveImpactModel
from cisim.model.observation import PICTURE_MONTHS, Records, Run, Tie, recorded
from cisim.model.outcomes import Outcomes, run_rows, stacked
from cisim.model.saved_month import SavedMonth
from cisim.model.streams import mixed_seed


def simulate_runs(  # noqa: PLR0913 - what every engine is told, see Engine
    scenario: Scenario,
    experiment_seed: int,
    replicates: Sequence[int],
    *,
    pictures: Collection[int] = (),
    save_month: int | None = None,
    saved: Sequence[SavedMonth] = (),
    events: bool = True,
) -> Records:
    """Simulate replicates of a scenario, one after the other; see `Engine`."""

    def one(replicate: int, beginning: SavedMonth | None) -> Run:
        return simulate(
            scenario,
            experiment_seed,
            replicate,
            pictures=replicate in pictures,
            save_month=save_month,
            saved=beginning,
        )

    return recorded(one, replicates, saved, events=events)


def simulate_mixed(
    scenarios: Sequence[Scenario], experiment_seed: int, replicates: Sequence[int]
) -> Outcomes:
    """Outcomes of the replicates of several scenarios; see `MixedEngine`."""
    return stacked(
        run_rows(
            scenario.parameters,
            simulate_runs(scenario, experiment_seed, replicates, events=False),
        )
        for scenario in scenarios
    )


def simulate(
    scenario: Scenario,
    experiment_seed: int,
    replicate: int,
    *,
    pictures: bool = False,
    save_month: int | None = None,
    saved: SavedMonth | None = None,
) -> Run:
    """Simulate one replicate of a scenario to the horizon.

    With ``pictures`` the trust network is kept at the months of a picture, with
    ``save_month`` the state at the beginning of that month. A ``saved`` run of this
    replicate is taken up instead of simulating the months before again.
    """
    if saved is None:
        seed = mixed_seed(experiment_seed, replicate)
        model = CollectiveImpactModel(scenario, rng=seed, record_organisations=False)
        ties = list(_pictured(model)) if pictures else []
    else:
        model = CollectiveImpactModel.continued(
            saved, scenario, record_organisations=False
        )
        ties = list(saved.ties)
    kept = None
    while model.running:
        if model.month + 1 == save_month:
            kept = replace(model.saved(), ties=tuple(ties))
        model.step()
        if pictures:
            ties.extend(_pictured(model))
    return replace(_record(model, replicate), ties=tuple(ties), saved=kept)


def _record(model: CollectiveImpactModel, replicate: int) -> Run:
    collected = model.datacollector.model_vars
    return Run(
        replicate=replicate,
        seed=model.run_seed,
        difficulty=model.place.difficulty,
        monthly={column.name: np.array(collected[column.name]) for column in SERIES},
        events=model.event_log(),
    )


def _pictured(model: CollectiveImpactModel) -> Iterator[Tie]:
    """Ties of a month of which a picture is kept."""
    return _ties(model) if model.month in PICTURE_MONTHS else iter(())


def _ties(model: CollectiveImpactModel) -> Iterator[Tie]:
    """Every tie of the present members, those to the backbone last."""
    for member in model.members:
        for partner in member.partners:
            yield Tie(
                model.month, member.place, partner.place, member.trust[partner.place]
            )
    for member in model.members:
        yield Tie(model.month, member.place, None, member.trust_in_backbone)
