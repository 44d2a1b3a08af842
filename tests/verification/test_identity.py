"""Common random numbers: who is there in two scenarios meets the same luck in both."""

from cisim.configuration.scenarios import Change
from tests.both_engines import each_engine
from tests.histories import lived, scenario


def same(one, other):
    """Whether two values are equal, a missing number to a missing number."""
    return repr(one) == repr(other)


@each_engine
def test_histories_are_the_same_until_something_differs(engine):
    short, long = (
        lived(
            scenario(result__horizon_years=5, funding__duration_years=years), 2, engine
        )
        for years in (3.0, 7.0)
    )
    for name, values in short.monthly().items():
        assert same(values[:37], long.monthly()[name][:37]), name
    assert not same(short.monthly()["grants"], long.monthly()["grants"])
    before = [
        [event for event in model.event_log() if event.month <= 36]
        for model in (short, long)
    ]
    assert before[0] == before[1]


@each_engine
def test_a_dated_change_leaves_the_past_alone(engine):
    plain = lived(scenario(result__horizon_years=3), 2, engine)
    change = Change(20, {"backbone.skill": 0.95})
    changed = lived(scenario(change, result__horizon_years=3), 2, engine)
    for name, values in plain.monthly().items():
        assert same(values[:20], changed.monthly()[name][:20]), name
    assert not same(plain.monthly()["morale"], changed.monthly()["morale"])


@each_engine
def test_more_outsiders_change_nobody_who_was_there(engine):
    few, many = (
        engine(scenario(organisations__outside=outside), rng=2).states()
        for outside in (0, 20)
    )
    fixed = ("sector", "own_capacity", "power", "grit", "cooperation", "mandate")
    for one, other in zip(few["Organisation"], many["Organisation"], strict=False):
        for name in fixed:
            assert one[name] == other[name]
        assert one["first_trust"].items() <= other["first_trust"].items()
    for name in ("leverage_point", "difficulty"):
        assert few["Place"][0][name] == many["Place"][0][name]


@each_engine
def test_outsiders_who_never_join_are_never_noticed_by_the_table(engine):
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
            engine,
        )
        for outside in (0, 20)
    )
    assert same(alone.monthly(), watched.monthly())
