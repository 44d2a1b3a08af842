"""Every example of a good and a bad experiment file, through the one door."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cisim.configuration.choices import Structure
from cisim.configuration.experiments import Alternatives, Distribution
from cisim.configuration.experiments.deciding import decides
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.experiments.schema import experiment_schema
from cisim.configuration.experiments.writing import (
    own_files,
    resolved_experiment_toml,
)
from cisim.configuration.mistakes import ConfigurationError
from tests.experiment_strategies import without_names

HERE = Path(__file__).parent
GOOD, BAD = HERE / "valid_experiments", HERE / "invalid_experiments"
VALID = {path.stem: path for path in sorted(GOOD.glob("*.toml"))} | {
    "alternatives": GOOD / "alternatives"
}
INVALID = sorted(path.stem for path in BAD.glob("*.toml"))

SCHEMA = Draft202012Validator(experiment_schema())

SEEN_BY_THE_SCHEMA = {
    "aim",
    "alternative-changes",
    "alternative-names",
    "alternative-settings",
    "alternative-sites",
    "context-names",
    "distribution-outside",
    "distribution-unknown",
    "everything-missing",
    "expect-unknown-words",
    "factor-unknown",
    "factor-values",
    "factors-none",
    "factors-single-brackets",
    "group-in-a-sample",
    "horizon-outside",
    "levels-no-list",
    "levels-none",
    "levels-of-nothing",
    "levels-outside",
    "levels-twice",
    "method-of-sensitivity-unknown",
    "method-unknown",
    "no-design",
    "points-zero",
    "replicates-decimal",
    "replicates-text",
    "replicates-zero",
    "scenario-number",
    "scenario-with-mistakes",
    "seed-too-large",
    "several-mistakes",
    "signs",
    "two-designs",
    "unknown-keys",
    "until",
}
"""What is wrong in form; of the rest, only the program can know."""


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_file_is_refused_in_the_expected_words(name, monkeypatch):
    monkeypatch.chdir(BAD)
    with pytest.raises(ConfigurationError) as caught:
        load_experiment(f"{name}.toml")
    expected = Path(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert list(caught.value.mistakes) == expected


@pytest.mark.parametrize("name", INVALID)
def test_expected_words_fit_on_a_line(name):
    for line in (BAD / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        assert line.isprintable()
        assert len(line) < 320
        assert line.startswith(f"{name}.toml")


def test_no_expected_words_are_left_over():
    assert sorted(path.stem for path in BAD.glob("*.txt")) == INVALID
    assert len(INVALID) > 80


@pytest.mark.parametrize("name", sorted(set(INVALID) - {"empty", "no-toml"}))
def test_the_schema_refuses_what_is_wrong_in_form(name):
    content = tomllib.loads((BAD / f"{name}.toml").read_text(encoding="utf-8"))
    assert SCHEMA.is_valid(content) == (name not in SEEN_BY_THE_SCHEMA)


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_fits_the_schema_as_it_is_and_resolved(name):
    path = VALID[name]
    file = path / "experiment.toml" if path.is_dir() else path
    SCHEMA.validate(tomllib.loads(file.read_text(encoding="utf-8")))
    resolved = resolved_experiment_toml(load_experiment(path))
    SCHEMA.validate(tomllib.loads(resolved))


@pytest.mark.parametrize("name", VALID)
def test_a_resolved_file_needs_no_other_and_asks_the_same(name, tmp_path):
    experiment = load_experiment(VALID[name])
    for file, text in own_files(experiment).items():
        (tmp_path / file).write_bytes(text.encode())
    resolved = tmp_path / "resolved.toml"
    resolved.write_bytes(resolved_experiment_toml(experiment).encode())
    again = load_experiment(resolved)
    assert without_names(again) == without_names(experiment)
    assert decides(again) == decides(experiment)


# ---- What is read ----


def test_a_grid_has_levels_contexts_signs_and_an_aim():
    grid = load_experiment(GOOD / "grid.toml")
    assert grid.design.levels == {
        "funding.duration_years": (1, 3, 5),
        "communication.meetings_per_year": (4, 12),
        "governance.structure": (Structure.ONE_TABLE, Structure.WORKING_GROUPS),
    }
    assert [context.name for context in grid.contexts] == ["as_it_is", "urgent"]
    assert grid.contexts[1].settings == {"place.urgency": 0.9}
    assert grid.until.looks == (25, 50, 100)
    assert (grid.aim.chance, grid.aim.parameter) == (0.5, "funding.duration_years")
    assert (grid.replicates, grid.seed) == (100, 7)
    assert grid.scenario.parameters.horizon_months == 144
    assert grid.finding == "Longer grants helped.\nMore so in calm places."
    slow, alive = grid.signs[0].conditions
    assert (slow.event, slow.by_month, slow.seen) == ("first_win", 24, False)
    assert (alive.outcome, alive.low) == ("alive_year_1", 1)


def test_points_of_a_contrast_are_told_in_full():
    first, *_ = load_experiment(GOOD / "grid.toml").expectations
    assert first.contrast == {
        "funding.duration_years=5": 1,
        "funding.duration_years=1": -1,
    }
    assert (first.low, first.high) == (0.05, float("inf"))


def test_one_at_a_time_a_level_of_the_scenario_is_the_scenario_itself():
    (expected,) = load_experiment(GOOD / "one-at-a-time.toml").expectations
    others = "quick_wins.pilots_per_year=2"
    assert expected.contrast == {
        f"funding.duration_years=7, {others}": 1,
        f"funding.duration_years=3, {others}": -1,
    }


def test_factors_have_their_distributions_and_types():
    factors = load_experiment(GOOD / "sample.toml").design.factors
    shapes = [factor.distribution for factor in factors[:5]]
    assert set(shapes) == set(Distribution)
    assert factors[2].mode == 0.4
    assert (factors[3].mean, factors[3].sd) == (20, 6.5)
    assert factors[5].values == (Structure.ONE_TABLE, Structure.STEERING_GROUP)
    assert (factors[6].low, factors[6].high) == (0, 8)


def test_a_scenario_is_looked_for_beside_the_file():
    experiment = load_experiment(GOOD / "sensitivity.toml")
    assert experiment.scenario.title == "Our place"
    assert experiment.scenario.parameters.place.urgency == 0.7
    assert [f.group for f in experiment.design.factors] == ["money", "money", ""]


def test_alternatives_have_sites_changes_scenarios_and_a_reference():
    experiment = load_experiment(GOOD / "alternatives")
    design = experiment.design
    assert isinstance(design, Alternatives)
    assert design.reference.name == "broad"
    assert [one.sites for one in design.alternatives] == [10, 4, 1, 1]
    rescue, apart = design.alternatives[2:]
    assert [change.at_month for change in rescue.scenario.changes] == [36, 60]
    assert apart.scenario.name == "isolated-impact"
    assert apart.scenario.roster is None
    assert experiment.scenario.roster
    assert experiment.scenario.parameters.funding.yearly_amount == 250_000


def test_an_experiment_in_a_folder_has_the_name_of_the_folder():
    assert load_experiment(GOOD / "alternatives").name == "alternatives"
    file = GOOD / "alternatives" / "experiment.toml"
    assert load_experiment(file) == load_experiment(GOOD / "alternatives")


def test_the_kind_of_an_effect_decides_its_bounds():
    by_kind = {e.kind: e for e in load_experiment(GOOD / "alternatives").expectations}
    equivalence = by_kind["equivalence"]
    assert (equivalence.low, equivalence.high) == (-5, 5)
    assert by_kind["hazard_ratio"].window == (36, 96)
    assert by_kind["best_of"].best == "deep"


# ---- What decides the runs ----


def test_words_do_not_decide_the_runs():
    experiment = load_experiment(GOOD / "grid.toml")
    reworded = replace(
        experiment,
        title="Other",
        question="Why?",
        finding="",
        expectations=(),
        signs=(),
        aim=None,
        scenario=replace(experiment.scenario, title="T", note="N", basis={}),
        contexts=tuple(
            replace(c, scenario=replace(c.scenario, title="T", note="N", basis={}))
            for c in experiment.contexts
        ),
    )
    assert decides(reworded) == decides(experiment)


def test_what_changes_a_run_decides():
    experiment = load_experiment(GOOD / "grid.toml")
    first, second = experiment.contexts
    others = [
        replace(experiment, seed=8),
        replace(experiment, replicates=101),
        replace(experiment, until=None),
        replace(experiment, contexts=(first,)),
        replace(experiment, contexts=(second, first)),
        replace(experiment, scenario=experiment.scenario.with_(place={"urgency": 0.1})),
    ]
    texts = {decides(other) for other in [experiment, *others]}
    assert len(texts) == 1 + len(others)


def test_sites_titles_and_the_reference_decide_no_run():
    experiment = load_experiment(GOOD / "alternatives")
    one, *rest = experiment.design.alternatives
    retold = replace(one, sites=3, title="Other", is_reference=False)
    other = replace(experiment, design=Alternatives((retold, *rest)))
    assert decides(other) == decides(experiment)
    changed = replace(one, settings={"place.urgency": 0.3})
    other = replace(experiment, design=Alternatives((changed, *rest)))
    assert decides(other) != decides(experiment)
