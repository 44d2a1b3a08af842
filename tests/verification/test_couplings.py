"""Under common random numbers a monotone law shows at once, one by one.

Two runs share their history until something differs. In that month, whom the lower
level befalls, the higher befalls too: no luck of another decision comes in between.
"""

from collections import Counter

import pytest

from tests.both_engines import each_engine
from tests.histories import lived, months_of, scenario

SMALL = {
    "organisations__at_table": 8,
    "organisations__outside": 6,
    "result__horizon_years": 4,
}
SEEDS = range(1, 9)


def model_of(engine, seed, **settings):
    return engine(scenario(**(SMALL | settings)), rng=seed)


def befallen(model, kind):
    """Whom events of a kind befell this month, each as often as it happened."""
    return Counter(
        event.organisation
        for event in model.event_log()
        if event.kind == kind and event.month == model.month
    )


def at_first_difference(kind, low, high):
    """Whom events of a kind befell in the first month in which two runs differ."""
    while low.running:
        low.step()
        high.step()
        found = befallen(low, kind), befallen(high, kind)
        if found[0] != found[1]:
            return found
    return Counter(), Counter()


@each_engine
@pytest.mark.parametrize(
    ("name", "low", "high", "kind"),
    [
        ("place__leader_turnover", 0.1, 0.5, "leader_left"),
        ("place__conflict", 0.05, 0.5, "conflict"),
        ("place__downturn", 0.05, 0.5, "downturn"),
        ("place__champion_turnover", 0.05, 0.5, "champion_left"),
        ("place__director_turnover", 0.05, 0.5, "director_left"),
        ("problem__shift", 0.05, 0.5, "problem_shifted"),
        ("membership__joining", 0.05, 0.5, "joined"),
        ("membership__turnover_exit", 0.0, 2.0, "left"),
        ("membership__drift_exit", 0.0, 1.0, "left"),
        ("quick_wins__success_least", 0.0, 0.6, "pilot_won"),
    ],
)
def test_whom_less_befalls_more_befalls_too(engine, name, low, high, kind):
    differ = 0
    for seed in SEEDS:
        few, many = at_first_difference(
            kind,
            model_of(engine, seed, **{name: low}),
            model_of(engine, seed, **{name: high}),
        )
        assert few <= many
        differ += few != many
    assert differ


@each_engine
@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("communication__attendance_intercept", -2.0, 1.0),
        ("morale__at_start", 0.1, 0.9),
        ("place__urgency", 0.1, 0.9),
        ("council__presence", 0.0, 1.0),
        ("champion__influence", 0.2, 0.9),
    ],
)
def test_who_attends_attends_also_where_more_draws_them(engine, name, low, high):
    more = 0
    for seed in SEEDS:
        came = []
        for level in (low, high):
            model = model_of(engine, seed, **{name: level})
            model.step()
            organisations = enumerate(model.states()["Organisation"])
            came.append({place for place, own in organisations if own["attends"]})
        assert came[0] <= came[1]
        more += len(came[1] - came[0])
    assert more


@each_engine
@pytest.mark.parametrize("seed", [1, 2])
def test_more_patience_never_stops_a_funder_earlier(engine, seed):
    stops = []
    for years in (0.5, 1.0, 2.0, 30.0):
        model = lived(scenario(**SMALL, funding__patience_years=years), seed, engine)
        stopped = months_of(model, "grant_stopped")
        stops.append(min(stopped, default=model.month + 1))
    assert stops == sorted(stops)
    assert stops[0] < stops[-1]


MEETING = {
    "communication__meetings_per_year": 52.0,
    "communication__unaided_share": 1.0,
    "champion__influence": 1.0,
    "place__champion_turnover": 0.0,
    "quick_wins__pilots_per_year": 24.0,
}


@each_engine
def test_a_risk_that_is_borne_together_begins_no_fewer_pilots(engine):
    gained = 0
    for seed in range(1, 9):
        begun = []
        for pooled in (0.0, 0.5, 1.0):
            model = model_of(engine, seed, quick_wins__pooled_risk=pooled, **MEETING)
            model.step()
            begun.append(len(model.states()["Initiative"][0]["pilots"]))
        assert begun == sorted(begun)
        gained += begun[-1] - begun[0]
    assert gained


@each_engine
def test_longer_grants_of_the_same_contract_pay_no_less_in_any_month(engine):
    short, long = (
        lived(scenario(**SMALL, funding__duration_years=years), 2, engine)
        for years in (1.0, 3.0)
    )
    paid = [model.monthly()["grants"] for model in (short, long)]
    assert all(less <= more + 1e-9 for less, more in zip(*paid, strict=True))
