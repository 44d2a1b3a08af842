"""From a study to a tidy table, for every method, with every trap on the way."""

from dataclasses import replace

import numpy as np
import pytest
from SALib.sample import fast_sampler, latin
from SALib.sample import morris as morris_sampler
from SALib.sample import sobol as sobol_sampler

from cisim.analysis.sensitivity.analyse import analyse
from cisim.analysis.sensitivity.discovery import discovered
from cisim.analysis.sensitivity.frames import COLUMNS
from cisim.analysis.sensitivity.responses import split
from cisim.configuration.experiments import Factor, Grid
from cisim.configuration.mistakes import ConfigurationError
from tests.sensitivity_cases import LEVERS, THREE, ishigami, study_of, with_noise

NAMES = [factor.parameter for factor in LEVERS]
MONTHS = "months_without_result"


def sample(method):
    match method:
        case "sobol" | "sobol_second_order":
            second = method != "sobol"
            return sobol_sampler.sample(
                THREE.salib, 64, calc_second_order=second, seed=1
            )
        case "morris":
            return morris_sampler.sample(THREE.salib, 20, seed=1)
        case "fast":
            return fast_sampler.sample(THREE.salib, 80, seed=1)
    return latin.sample(THREE.salib, 200, seed=1)


def outcomes(U, replicates=4, seed=1):
    rng = np.random.default_rng(seed)
    return with_noise(50 + 5 * ishigami(U), replicates, rng, rough=5.0)


def made(method, **more):
    U = sample(method)
    return study_of(method, U, {MONTHS: outcomes(U)}, **more), U


@pytest.mark.parametrize(
    ("method", "indices"),
    [
        ("sobol", {"S1", "ST"}),
        ("sobol_second_order", {"S1", "ST", "S2"}),
        ("morris", {"mu", "mu_star", "sigma"}),
        ("pawn", {"median_KS"}),
        ("rbd_fast", {"S1"}),
        ("fast", {"S1", "ST"}),
        ("discrepancy", {"s_discrepancy"}),
    ],
)
def test_every_method_gives_mean_and_dispersion(method, indices):
    found = analyse(*made(method)).indices
    assert list(found.columns) == list(COLUMNS)
    assert set(found["index"]) == indices
    assert set(found["of"]) == {"mean", "dispersion"}
    assert set(found["factor"]) == set(NAMES)
    assert set(found["method"]) == {method}
    assert found["response"].eq(MONTHS).all()
    assert found["replicates"].eq(4).all()
    of_mean = found[found["of"] == "mean"]
    assert of_mean["value"].notna().all()
    # The spread is the same everywhere: its means differ by noise alone.
    lost = found["value"].isna()
    assert found.loc[lost, "note"].str.contains("nothing but noise").all()


def test_regional_tells_distances_and_shares_by_range_in_units():
    found = analyse(*made("regional")).indices
    assert set(found["of"]) == {"mean"}
    shares = found[found["index"] == "share_in_range_1"].set_index("factor")
    note = str(shares.loc["funding.duration_years", "note"])
    assert "split: above" in note
    assert "1.0" in note
    assert found["index"].eq("KS").sum() == 3


def test_truths_have_no_dispersion():
    U = sample("pawn")
    seen = outcomes(U) > 50
    found = analyse(study_of("pawn", U, {"shared_result_observed": seen}), U).indices
    assert set(found["of"]) == {"mean"}


def test_each_context_is_analysed_by_itself():
    study, U = made("pawn", contexts=("calm", "torn"))
    is_torn = study.runs["context"] == "torn"
    study.runs.loc[is_torn, MONTHS] = np.round(
        100 * study.runs.loc[is_torn, NAMES[2]] + study.runs["replicate"]
    )
    found = analyse(study, U).indices.query("of == 'mean'")
    value = found.set_index(["context", "factor"])["value"]
    assert value["torn", NAMES[2]] > 0.5
    assert value["calm", NAMES[2]] < 0.3


def test_verdict_says_whether_the_sample_is_enough():
    result = analyse(*made("sobol"))
    assert result.enough["N"].tolist() == [16, 32, 64] * 2
    assert len(result.verdicts) == 2
    assert (
        analyse(*made("pawn", contexts=("calm",)))
        .verdicts[0]
        .startswith(f"calm, mean of {MONTHS}: ")
    )
    assert result.verdicts[0].startswith(f"mean of {MONTHS}: N = 64 is")


def test_adapted_methods_have_no_verdict():
    assert analyse(*made("discrepancy")).verdicts == ()


def test_missing_outcome_is_refused_with_the_run():
    study, U = made("sobol")
    study.runs.loc[11, MONTHS] = np.nan
    with pytest.raises(ConfigurationError, match=r"no value in 1 .*run 11"):
        analyse(study, U)


def test_base_samples_without_an_outcome_are_dropped_on_demand():
    study, U = made("sobol")
    study.runs.loc[[11, 12], MONTHS] = np.nan
    found = analyse(study, U, missing="drop").indices
    assert found["N"].eq(63).all()
    assert found["note"].str.contains("1 of 64 blocks of 5 points left out").all()
    assert found["note"].str.contains("run 11, run 12").all()


def test_curves_of_fast_cannot_lose_points():
    study, U = made("fast")
    study.runs.loc[11, MONTHS] = np.nan
    with pytest.raises(ConfigurationError, match="no complete block"):
        analyse(study, U, missing="drop")


def test_constrained_settings_are_refused_for_shares_of_variance():
    study, U = made("sobol")
    study.points.loc[5, NAMES[0]] = 9.99
    with pytest.raises(ConfigurationError, match=r"do not follow the sample.*pawn"):
        analyse(study, U)


def test_constrained_settings_are_taken_as_run_by_pawn():
    study, U = made("pawn")
    study.points.loc[5, NAMES[0]] = 9.99
    found = analyse(study, U).indices
    assert found["note"].str.contains("settings as run").all()


def test_constant_outcome_has_rows_without_values_and_says_so():
    study, U = made("sobol", contexts=("calm", "torn"))
    study.runs.loc[study.runs["context"] == "calm", MONTHS] = 120.0
    found = analyse(study, U).indices
    calm = found[(found["context"] == "calm") & (found["of"] == "mean")]
    assert calm["factor"].tolist() == NAMES
    assert calm["value"].isna().all()
    assert calm["note"].str.contains("constant, 120 at all 320 points").all()


def test_mistakes_of_all_outcomes_are_told_at_once():
    U = sample("pawn")
    study = study_of("pawn", U, {MONTHS: outcomes(U), "pilots": outcomes(U)})
    study.runs.loc[3, [MONTHS, "pilots"]] = np.nan
    with pytest.raises(ConfigurationError) as caught:
        analyse(study, U)
    assert len(caught.value.mistakes) == 2


@pytest.mark.parametrize("value", [np.inf, -0.1, 1.1, np.nan])
def test_sample_outside_the_unit_cube_is_refused(value):
    study, U = made("pawn")
    U[3, 1] = value
    with pytest.raises(ConfigurationError, match="between 0 and 1"):
        analyse(study, U)


def test_tail_without_end_is_refused():
    study, U = made("sobol")
    study.points.loc[3, NAMES[1]] = np.inf
    with pytest.raises(ConfigurationError, match="truncate tails"):
        analyse(study, U)


def test_sample_of_another_length_is_refused():
    study, U = made("pawn")
    with pytest.raises(ConfigurationError, match="199 points in the sample, 200"):
        analyse(study, U[:-1])


def test_other_designs_are_refused():
    study, U = made("pawn")
    other = replace(study.experiment, design=Grid({NAMES[0]: (1.0, 2.0)}))
    with pytest.raises(ConfigurationError, match="design › method"):
        analyse(replace(study, experiment=other), U)


def test_groups_of_a_design_are_moved_together():
    grouped = tuple(
        replace(factor, group="money" if "funding" in factor.parameter else "")
        for factor in LEVERS
    )
    problem = {**THREE.salib, "groups": ["g", "g", "h"]}
    U = sobol_sampler.sample(problem, 64, calc_second_order=False, seed=1)
    study = study_of("sobol", U, {MONTHS: outcomes(U)}, factors=grouped)
    found = analyse(study, U).indices
    assert set(found["factor"]) == {"money", NAMES[2]}
    assert found["note"].str.contains("closed index of funding").sum() == 4


def test_factor_with_levels_is_analysed_in_unit_space():
    levels = (*LEVERS[:2], Factor(NAMES[2], 5, 20, values=(20, 5, 10)))
    U = sample("sobol")
    study = study_of("sobol", U, {MONTHS: outcomes(U)}, factors=levels)
    found = analyse(study, U).indices.query("of == 'mean'")
    assert found["value"].notna().all()


# ---- Splits and discovery ----


@pytest.mark.parametrize(
    ("Y", "reached", "words"),
    [
        ([[1, 2], [3, 4]], [[False, False], [True, True]], "split: above 2.5"),
        ([[9, 9], [9, 4]], [[False, False], [False, True]], "split: below 9"),
    ],
)
def test_numbers_are_split_at_their_median(Y, reached, words):
    found, said = split(MONTHS, np.array(Y))
    assert found.tolist() == reached
    assert said == words


def test_box_of_a_study_is_told_in_words():
    U = latin.sample(THREE.salib, 400, seed=1)
    seen = np.tile((U[:, 0] > 0.6)[:, None], (1, 3))
    box = discovered(
        study_of("regional", U, {"shared_result_observed": seen}),
        "shared_result_observed",
    )
    assert box.words.startswith("result in 99 in 100 where funding.duration_years >= 6")
    assert box.words.endswith("; on points that did not shape it, 100 in 100")
    assert box.coverage == pytest.approx(1)
