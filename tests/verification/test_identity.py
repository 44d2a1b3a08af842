"""Common random numbers: who is there in two scenarios meets the same luck in both."""

from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from tests.histories import lived, monthly, scenario


def same(one, other):
    """Whether two values are equal, a missing number to a missing number."""
    return repr(one) == repr(other)


def test_histories_are_the_same_until_something_differs():
    short, long = (
        lived(scenario(result__horizon_years=5, funding__duration_years=years), 2)
        for years in (3.0, 7.0)
    )
    for name, values in monthly(short).items():
        assert same(values[:37], monthly(long)[name][:37]), name
    assert not same(monthly(short)["grants"], monthly(long)["grants"])
    before = [
        [event for event in model.event_log() if event.month <= 36]
        for model in (short, long)
    ]
    assert before[0] == before[1]


def test_a_dated_change_leaves_the_past_alone():
    plain = lived(scenario(result__horizon_years=3), 2)
    change = Change(20, {"backbone.skill": 0.95})
    changed = lived(scenario(change, result__horizon_years=3), 2)
    for name, values in monthly(plain).items():
        assert same(values[:20], monthly(changed)[name][:20]), name
    assert not same(monthly(plain)["morale"], monthly(changed)["morale"])


def test_more_outsiders_change_nobody_who_was_there():
    few, many = (
        CollectiveImpactModel(scenario(organisations__outside=outside), rng=2)
        for outside in (0, 20)
    )
    fixed = ("sector", "own_capacity", "power", "grit", "cooperation", "mandate")
    for one, other in zip(few.roster, many.roster, strict=False):
        for name in fixed:
            assert getattr(one, name) == getattr(other, name)
        assert one.first_trust.items() <= other.first_trust.items()
    assert few.place.leverage_point == many.place.leverage_point
    assert few.place.difficulty == many.place.difficulty


def test_outsiders_who_never_join_are_never_noticed_by_the_table():
    """But for their isolated work, which is work in the place."""
    alone, watched = (
        lived(
            scenario(
                organisations__outside=outside,
                membership__joining=0.0,
                system__isolated_discount=0.0,
                system__programme_share=0.0,
                system__growth=0.0,
                plan__joint_systems_work=5.0,
                result__horizon_years=5,
            ),
            2,
        )
        for outside in (0, 20)
    )
    assert same(monthly(alone), monthly(watched))
