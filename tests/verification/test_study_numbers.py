"""Numbers of a study by hand: from its stored runs, in plain pandas and textbook lines.

Nothing here calls an estimator of the analysis; formulas are written out anew.
"""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cisim.analysis.answers import answers
from cisim.configuration.experiments.loading import load_experiment
from cisim.presentation import studying
from cisim.presentation.studying import Computing
from tests.studies import draws

TOP = """
title = "By hand"
question = "Are the numbers right?"
scenario = "typical-site"
horizon_years = 15
replicates = 60
seed = 5
"""

ALTERNATIVES = """
[[alternative]]
name = "short"
reference = true
sites = 5
set = { "funding.duration_years" = 3 }
[[alternative]]
name = "long"
sites = 2
set = { "funding.duration_years" = 9 }
[[alternative]]
name = "rescued"
set = { "funding.duration_years" = 3 }
[[alternative.change]]
at_month = 60
set = { "funding.duration_years" = 9 }
[[context]]
name = "plain"
[[context]]
name = "polarised"
set = { "disagreement.between_sectors" = 0.8 }
[[sign]]
name = "agenda"
words = "an agenda by month 24"
[[sign.seen]]
event = "agenda_adopted"
by_month = 24
"""

PLACES = ", context=plain"

EXPECTED = {
    "share": (
        'kind = "difference"\nstatistic = "share"\noutcome = "shared_result_observed"'
    ),
    "mean": 'kind = "difference"\noutcome = "months_without_result"',
    "equal": 'kind = "equivalence"\noutcome = "improvement_end"\nmargin = 0.5',
    "month": (
        'kind = "difference"\nstatistic = "by_month"\nevent = "first_win"\nmonth = 20'
    ),
    "hazard": 'kind = "hazard_ratio"\nevent = "shared_result"\nwindow = [60, 180]',
    "order": 'kind = "order"\noutcome = "improvement_end"',
    "apart": 'kind = "difference_in_differences"\noutcome = "improvement_end"',
    "range": 'kind = "range"\nstatistic = "median"\noutcome = "months_without_result"',
    "ordered": (
        'kind = "range"\nstatistic = "in_order"\nevent = "common_words"\n'
        'later = "agenda_adopted"'
    ),
    "best": 'kind = "best_of"\noutcome = "improvement_end"\nbest = "long, PLAIN"',
}

WEIGHTS = {
    "order": {"long, PLAIN": 2, "short, PLAIN": 1},
    "apart": {
        "long, context=polarised": 1,
        "short, context=polarised": -1,
        "long, PLAIN": -1,
        "short, PLAIN": 1,
    },
    "range": {"long, PLAIN": 1},
    "ordered": {"long, PLAIN": 1},
    "best": {"long, PLAIN": 1, "short, PLAIN": 1, "rescued, PLAIN": 1},
}

PAIR = {"long, PLAIN": 1, "short, PLAIN": -1}

GRID = """
[grid]
"funding.duration_years" = [1, 3, 6, 9]
"communication.meetings_per_year" = [6, 12]
[aim]
chance = 0.3
parameter = "funding.duration_years"
[[expect]]
words = "best"
kind = "optimum"
outcome = "improvement_end"
parameter = "funding.duration_years"
at_least = 3
"""


def expectations():
    for name, keys in EXPECTED.items():
        weights = WEIGHTS.get(name, PAIR).items()
        contrast = ", ".join(f'"{key}" = {weight}' for key, weight in weights)
        bound = "" if "margin" in keys else "at_least = 0"
        lines = f'words = "{name}"\n{keys}\ncontrast = {{ {contrast} }}\n{bound}\n'
        yield "[[expect]]\n" + lines.replace("PLAIN", "context=plain")


def conducted(folder, text):
    file = folder / "experiment.toml"
    file.write_text(text)
    by = Computing(workers=1)
    job = studying.prepared(
        load_experiment(file), by, folder / "results", is_confirmed=False
    )
    study = studying.run(job, lambda *_: None)
    return answers(study).tables, pd.read_parquet(folder / "results" / "runs.parquet")


@pytest.fixture(scope="module")
def alternatives(tmp_path_factory):
    """Tables of the analysis, and runs as anybody would read them."""
    folder = tmp_path_factory.mktemp("alternatives")
    return conducted(folder, TOP + ALTERNATIVES + "\n".join(expectations()))


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    return conducted(tmp_path_factory.mktemp("grid"), TOP + GRID)


def wide(runs, column):
    """Values by replicate, with a column for each context and alternative."""
    index = ["context", "alternative"]
    table = runs.pivot_table(
        column, "replicate", index, aggfunc="first", dropna=False, sort=False
    )
    return table.astype(float)


def wilson(count, n, confidence=0.95):
    z = stats.norm.ppf((1 + confidence) / 2)
    p, shrink = count / n, 1 + z**2 / n
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / shrink
    centre = (p + z**2 / (2 * n)) / shrink
    return (0.0 if count == 0 else centre - half, 1.0 if count == n else centre + half)


def student(values, confidence=0.95):
    values = pd.Series(values).dropna()
    return stats.t.interval(confidence, len(values) - 1, values.mean(), values.sem())


def of(table, *wanted, by=("context", "alternative", "outcome")):
    return table.set_index(list(by)).sort_index().loc[wanted]


def test_the_same_luck_meets_every_point(alternatives):
    _, runs = alternatives
    seeds = runs.groupby("replicate")["seed"].agg(set)
    assert seeds.map(len).tolist() == [1] * 60
    assert len(runs) == 6 * 60
    shares = wide(runs, "shared_result_observed").mean()
    assert 0.1 < shares["plain", "long"] < 0.95, "nothing to see"


def test_chances(alternatives):
    tables, runs = alternatives
    group = runs[(runs["context"] == "plain") & (runs["alternative"] == "long")]
    count = int(group["shared_result_observed"].sum())
    found = of(tables["chances"], "plain", "long", "shared_result_observed")
    assert found["value"] == pytest.approx(count / 60)
    assert (found["low"], found["high"]) == pytest.approx(wilson(count, 60))

    months = group["shared_result_months"].where(group["shared_result_observed"], 180)
    ten = (group["shared_result_observed"] & (months <= 120)).sum()
    found = of(tables["chances"], "plain", "long", "shared_result_by_year_10")
    assert found["value"] == pytest.approx(ten / 60)

    # Nothing is censored but at the horizon: the restricted mean is a plain one.
    restricted = months.astype(float).clip(upper=180)
    found = of(tables["chances"], "plain", "long", "months_without_result")
    assert found["value"] == pytest.approx(restricted.mean())
    assert (found["low"], found["high"]) == pytest.approx(student(restricted))

    found = of(tables["chances"], "plain", "long", "cost_per_improvement")
    cost = group["grant_money"].sum() / (100 * group["improvement_end"].sum())
    assert found["value"] == pytest.approx(cost)

    alive = group["alive_year_7"].dropna().astype(float)
    found = of(tables["chances"], "plain", "long", "alive_year_7")
    assert found["value"] == pytest.approx(alive.mean())


@pytest.mark.parametrize("alternative", ["long", "rescued"])
def test_paired_differences(alternatives, alternative):
    tables, runs = alternatives
    values = wide(runs, "improvement_end")["plain"]
    one, other = values[alternative], values["short"]
    apart = one - other
    found = of(tables["paired"], "plain", alternative, "improvement_end")
    assert found["difference"] == pytest.approx(apart.mean())
    limits = found["difference_low"], found["difference_high"]
    assert limits == pytest.approx(student(apart))
    family = 1 - 0.05 / 4
    limits = found["simultaneous_low"], found["simultaneous_high"]
    assert limits == pytest.approx(student(apart, family))
    assert found["correlation"] == pytest.approx(np.corrcoef(one, other)[0, 1])
    assert found["saved"] == pytest.approx((one.var() + other.var()) / apart.var())
    same = np.isclose(one, other, rtol=1e-9)
    assert found["equal"] == pytest.approx(same.mean())
    assert found["better"] == pytest.approx(((apart > 0) & ~same).mean())
    count = int(((apart > 0) & ~same).sum())
    limits = found["better_low"], found["better_high"]
    assert limits == pytest.approx(wilson(count, 60))


def test_less_money_is_better(alternatives):
    tables, runs = alternatives
    money = wide(runs, "grant_money")["plain"]
    dearer = (money["long"] > money["short"] * (1 + 1e-9)).mean()
    assert of(tables["paired"], "plain", "long", "grant_money")["worse"] == dearer


def test_difference_of_matched_shares(alternatives):
    """The limits are where the score of the restricted likelihood is 1.96 (Tango)."""
    tables, runs = alternatives
    reached = wide(runs, "shared_result_observed")["plain"]
    gained = int(((reached["long"] == 1) & (reached["short"] == 0)).sum())
    lost = int(((reached["long"] == 0) & (reached["short"] == 1)).sum())
    found = of(tables["paired"], "plain", "long", "shared_result_observed")
    assert found["difference"] == pytest.approx((gained - lost) / 60)
    for limit in (found["difference_low"], found["difference_high"]):
        # The likeliest share of losses, by trying them all.
        losses = np.linspace(1e-9, (1 - abs(limit)) / 2, 2_000_001)
        losses = losses + max(0.0, -limit)
        gains, ties = losses + limit, 1 - 2 * losses - limit
        with np.errstate(divide="ignore", invalid="ignore"):
            likely = (
                gained * np.log(gains)
                + lost * np.log(losses)
                + (60 - gained - lost) * np.log(ties)
            )
        best = losses[np.nanargmax(likely)]
        spread = math.sqrt((2 * best + limit - limit**2) * 60)
        score = (gained - lost - 60 * limit) / spread
        assert abs(score) == pytest.approx(stats.norm.ppf(0.975), abs=1e-3)


def test_regret(alternatives):
    tables, runs = alternatives
    means = runs.pivot_table("shared_result_observed", "alternative", "context")
    behind = means.max() - means
    found = tables["regret"].set_index(["alternative", "context"])
    for alternative in means.index:
        for context in means.columns:
            row = found.loc[(alternative, context)]
            assert row["regret"] == pytest.approx(behind.loc[alternative, context])
            assert row["max_regret"] == pytest.approx(behind.loc[alternative].max())
    least = behind.max(axis=1).min()
    minimax = found["is_minimax"].groupby("alternative").all()
    assert minimax.to_dict() == (behind.max(axis=1) == least).to_dict()


def test_portfolio(alternatives):
    tables, runs = alternatives
    found = tables["portfolio"].set_index(["context", "alternative"])
    for (context, alternative), group in runs.groupby(["context", "alternative"]):
        sites = {"short": 5, "long": 2, "rescued": 1}[alternative]
        chance = group["shared_result_observed"].mean()
        row = found.loc[(context, alternative)]
        assert row["sites"] == sites
        assert row["expected_sites"] == pytest.approx(sites * chance)
        assert row["at_least_one"] == pytest.approx(1 - (1 - chance) ** sites)
        assert row["money"] == pytest.approx(sites * group["grant_money"].mean())
        if chance:
            per_site = group["grant_money"].mean() / chance
            assert row["cost_per_site"] == pytest.approx(per_site)


def test_signs(alternatives):
    tables, runs = alternatives
    seen = runs["agenda_adopted_observed"] & (runs["agenda_adopted_months"] <= 24)
    strata = wide(runs.assign(seen=seen), "seen")["plain"] == 1
    reached = wide(runs, "shared_result_observed")["plain"]
    found = of(
        tables["signs"], "plain", "rescued", by=("context", "alternative")
    ).squeeze()
    assert 0 < strata["rescued"].sum() < 60, "nothing to see"
    assert found["runs"] == strata["rescued"].sum()
    assert found["share"] == pytest.approx(strata["rescued"].mean())
    chance = reached["rescued"][strata["rescued"]].mean()
    assert found["chance"] == pytest.approx(chance)
    both = strata["rescued"] & strata["short"]
    apart = (reached["rescued"] - reached["short"])[both].mean()
    assert found["difference"] == pytest.approx(apart)
    # A change at month 60 leaves the past as it was.
    assert found["same_runs"]
    assert strata["rescued"].equals(strata["short"])


# ---- Expectations ----


def verdict(tables, words):
    return tables["verdicts"].set_index("words").loc[words]


EACH = 1 - 0.05 / len(EXPECTED)


def test_expected_means(alternatives):
    tables, runs = alternatives
    for words, column in (("mean", "months_without_result"), ("equal", None)):
        values = wide(runs, column or "improvement_end")["plain"]
        apart = values["long"] - values["short"]
        found = verdict(tables, words)
        assert found["value"] == pytest.approx(apart.mean())
        assert (found["low"], found["high"]) == pytest.approx(student(apart, EACH))
        assert found["confidence"] == pytest.approx(EACH)
    values = wide(runs, "improvement_end")
    sums = values["polarised"]["long"] - values["polarised"]["short"]
    sums = sums - (values["plain"]["long"] - values["plain"]["short"])
    found = verdict(tables, "apart")
    assert found["value"] == pytest.approx(sums.mean())
    assert (found["low"], found["high"]) == pytest.approx(student(sums, EACH))


def test_expected_shares(alternatives):
    tables, runs = alternatives
    reached = wide(runs, "shared_result_observed")["plain"]
    apart = (reached["long"] - reached["short"]).mean()
    assert verdict(tables, "share")["value"] == pytest.approx(apart)

    won = runs["first_win_observed"] & (runs["first_win_months"] <= 20)
    won = wide(runs.assign(won=won), "won")["plain"].mean()
    assert verdict(tables, "month")["value"] == pytest.approx(
        won["long"] - won["short"]
    )

    improved = wide(runs, "improvement_end")["plain"]
    count = int((improved["long"] > improved["short"]).sum())
    found = verdict(tables, "order")
    assert found["value"] == pytest.approx(count / 60)
    assert (found["low"], found["high"]) == pytest.approx(wilson(count, 60, EACH))


def test_expected_order_of_milestones(alternatives):
    tables, runs = alternatives
    group = runs[(runs["context"] == "plain") & (runs["alternative"] == "long")]
    agreed = group[group["agenda_adopted_observed"]]
    months = agreed["agenda_adopted_months"] - agreed["common_words_months"]
    ordered = agreed["common_words_observed"] & (months >= 0)
    assert verdict(tables, "ordered")["value"] == pytest.approx(ordered.mean())


def test_expected_median(alternatives):
    tables, runs = alternatives
    months = np.sort(wide(runs, "months_without_result")["plain"]["long"])
    found = verdict(tables, "range")
    assert found["value"] == months[29]
    # Fewer than so many of 60 tosses of a coin are heads with half of what is left.
    rank = int(stats.binom.ppf((1 - EACH) / 2, 60, 0.5))
    assert found["low"] == months[rank - 1]


def test_expected_ratio_of_hazards(alternatives):
    tables, runs = alternatives
    hazards = {}
    for name in ("long", "short"):
        group = runs[(runs["context"] == "plain") & (runs["alternative"] == name)]
        events = months = 0
        for row in group.itertuples():
            last = 180
            if row.shared_result_observed:
                last = row.shared_result_months
            elif row.collapse_observed:
                last = row.collapse_months
            events += bool(row.shared_result_observed and 60 <= last < 180)
            months += max(0, min(last, 179) - 60 + 1)
        hazards[name] = events, months
    assert min(events for events, _ in hazards.values()) >= 5, "too few to see"
    (long, at_risk), (short, other) = hazards["long"], hazards["short"]
    expected = (long / at_risk) / (short / other)
    assert verdict(tables, "hazard")["value"] == pytest.approx(expected)


def test_expected_best(alternatives):
    tables, runs = alternatives
    values = wide(runs, "improvement_end")["plain"].to_numpy()
    assert abs(values[:, 1] - values[:, 2]).max() > 0.001, "nothing to see"
    drawn = draws().integers(0, 60, (4000, 60))
    means = values[drawn].mean(axis=1)
    mine = list(wide(runs, "improvement_end")["plain"].columns).index("long")
    share = (means.argmax(axis=1) == mine).mean()
    assert verdict(tables, "best")["value"] == pytest.approx(share, abs=0.03)


# ---- A grid ----


def test_smallest_level(grid):
    tables, runs = grid
    chances = runs.groupby("funding.duration_years")["shared_result_observed"].mean()
    enough = chances[chances >= 0.3]
    assert 0 < len(enough) < 4, "nothing to see"
    (row,) = tables["levels"].to_dict("records")
    assert row["level"] == enough.index.min()
    assert row["chance"] == 0.3


def test_optimum(grid):
    tables, runs = grid
    means = runs.groupby("funding.duration_years")["improvement_end"].mean()
    assert verdict(tables, "best")["value"] == means.idxmax()


def test_cost_and_chance_that_none_beats(grid):
    tables, runs = grid
    points = runs.groupby("point")[["grant_money", "shared_result_observed"]].mean()
    cost, chance = points["grant_money"], points["shared_result_observed"]
    for point, row in tables["frontier"].set_index("point").iterrows():
        beats = (cost <= cost[point]) & (chance >= chance[point])
        beats &= (cost < cost[point]) | (chance > chance[point])
        assert row["on_frontier"] == (not beats.any())
        assert row["cost"] == pytest.approx(cost[point])


# ---- When to stop ----

UNTIL = """
[until]
outcome = "shared_result_observed"
standard_error = 0.07
looks = [10, 20, 60]
[grid]
"funding.duration_years" = [1, 9]
"""


def test_it_stops_at_the_first_look_that_knows_enough(tmp_path):
    tables, runs = conducted(tmp_path, TOP + UNTIL)
    reached = runs.groupby("point")["shared_result_observed"]
    n = reached.size().to_numpy()
    adjusted = (reached.sum().to_numpy() + 2) / (n + 4)
    error = np.sqrt(adjusted * (1 - adjusted) / (n + 4))
    assert tables["errors"]["error"].to_numpy() == pytest.approx(error)
    assert tables["errors"]["replicates"].tolist() == n.tolist()
    assert set(n) == {60}
    early = runs[runs["replicate"] < 20].groupby("point")["shared_result_observed"]
    adjusted = (early.sum() + 2) / 24
    assert np.sqrt(adjusted * (1 - adjusted) / 24).max() > 0.07, "20 would have done"
