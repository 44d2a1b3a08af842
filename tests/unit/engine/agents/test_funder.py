"""A funder pays in tranches, begins when it is due, waits, goes on or stops."""

import pytest

from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from tests.histories import lived, monthly, months_of, scenario

YEARLY = 360_000.0
FUNDED = {
    "funding__yearly_amount": YEARLY,
    "funding__funders": 3,
    "funding__duration_years": 2.0,
    "funding__renewal_years": 1.0,
    "organisations__at_table": 5,
    "organisations__outside": 0,
    "result__horizon_years": 4,
}
NEVER = {
    "funding__renewal_without_progress": 0.0,
    "funding__renewal_with_progress": 0.0,
}
DECIDED = {"grant_renewed", "grant_ended"}
ALWAYS = {
    "funding__renewal_without_progress": 1.0,
    "funding__renewal_with_progress": 1.0,
}


def paid(*changes, **settings):
    model = lived(scenario(*changes, **(FUNDED | settings)))
    return model, monthly(model)["grants"]


def test_a_grant_pays_for_its_duration_and_ends():
    model, grants = paid(**NEVER)
    assert grants[0] == 0.0
    assert grants[1:25] == pytest.approx([YEARLY / 12.0] * 24)
    assert grants[25:] == [0.0] * 24
    assert months_of(model, "grant_started") == [1, 1, 1]
    assert months_of(model, "grant_ended") == [25, 25, 25]


def test_a_grant_that_is_always_renewed_goes_on():
    model, grants = paid(**ALWAYS)
    assert grants[1:] == pytest.approx([YEARLY / 12.0] * 48)
    assert months_of(model, "grant_renewed") == sorted([25, 37] * 3)
    assert not months_of(model, "grant_ended")


def test_a_renewed_grant_of_no_months_is_no_renewal():
    model, grants = paid(**(ALWAYS | {"funding__renewal_years": 0.0}))
    assert grants[25:] == [0.0] * 24
    assert not months_of(model, "grant_renewed")


def test_grants_begin_when_they_are_dated():
    model, grants = paid(**(NEVER | {"funding__start_month": 10}))
    assert grants[:10] == [0.0] * 10
    assert grants[10:34] == pytest.approx([YEARLY / 12.0] * 24)
    assert months_of(model, "grant_started") == [10] * 3


def test_staggered_funders_begin_and_end_one_after_the_other():
    model, grants = paid(**(NEVER | {"funding__stagger_months": 6}))
    assert months_of(model, "grant_started") == [1, 6, 12]
    assert months_of(model, "grant_ended") == [25, 30, 36]
    each = YEARLY / 36.0
    assert grants[5:7] == pytest.approx([each, 2 * each])
    assert sum(grants) == pytest.approx(2.0 * YEARLY)


@pytest.mark.parametrize("loaded", [-1.0, 0.5, 1.0])
def test_tranches_keep_the_total_of_the_contract(loaded):
    _, grants = paid(**(NEVER | {"funding__front_loading": loaded}))
    assert sum(grants) == pytest.approx(2.0 * YEARLY)
    assert (grants[1] > grants[24]) is (loaded > 0.0)
    assert grants[12] - grants[1] == pytest.approx(grants[24] - grants[13])


def test_a_renewed_grant_is_paid_evenly():
    _, grants = paid(**(ALWAYS | {"funding__front_loading": 1.0}))
    assert grants[25:] == pytest.approx([YEARLY / 12.0] * 24)


def test_no_duration_is_no_grant():
    model, grants = paid(**(ALWAYS | {"funding__duration_years": 0.0}))
    assert not any(grants)
    assert not months_of(model, "grant_started")


def test_a_change_of_the_amount_takes_effect_in_its_month():
    _, grants = paid(Change(7, {"funding.yearly_amount": 2 * YEARLY}), **NEVER)
    assert grants[6:8] == pytest.approx([YEARLY / 12.0, YEARLY / 6.0])


def test_funders_decide_one_by_one():
    sometimes = {
        "funding__renewal_without_progress": 0.5,
        "funding__renewal_with_progress": 0.5,
    }
    decided = set()
    for seed in range(1, 4):
        model = lived(scenario(**(FUNDED | sometimes)), seed)
        log = [e for e in model.event_log() if e.month == 25 and e.kind in DECIDED]
        assert len(log) == 3
        decided.add(tuple(event.kind for event in log))
    assert len(decided) > 1
    assert any(len(set(kinds)) > 1 for kinds in decided)


def test_a_change_prolongs_a_first_grant():
    model, grants = paid(Change(10, {"funding.duration_years": 3.0}), **NEVER)
    assert grants[1:37] == pytest.approx([YEARLY / 12.0] * 36)
    assert months_of(model, "grant_ended") == [37] * 3


UNSEEN = {"quick_wins__pilots_per_year": 0.0, "measurement__investment": 0.0}


def test_who_sees_nothing_loses_patience_within_the_term():
    model, grants = paid(**(UNSEEN | {"funding__patience_years": 0.5}))
    assert months_of(model, "grant_stopped") == [7] * 3
    assert grants[1:7] == pytest.approx([YEARLY / 12.0] * 6)
    assert not any(grants[7:])
    assert not months_of(model, "grant_renewed")


def test_who_sees_progress_waits_anew():
    model = CollectiveImpactModel(scenario(**FUNDED), rng=1)
    funder = model.funders[0]
    funder.pays, funder.months_waiting = True, 5
    funder.feel_progress()
    funder.settle()
    assert funder.months_waiting == 6
    model.initiative.wins_memory = 1.0
    funder.feel_progress()
    funder.settle()
    assert funder.months_waiting == 0


def test_who_does_not_pay_does_not_wait():
    model = CollectiveImpactModel(scenario(**FUNDED), rng=1)
    funder = model.funders[0]
    funder.months_waiting = 5
    funder.feel_progress()
    funder.settle()
    assert funder.months_waiting == 0


def test_who_stopped_never_pays_again():
    change = Change(20, {"funding.patience_years": 30.0, "funding.duration_years": 9.0})
    impatient = UNSEEN | {"funding__patience_years": 0.5}
    _, grants = paid(change, **impatient)
    assert not any(grants[7:])


def test_engaged_funders_win_others_for_what_is_legitimate():
    model, grants = paid(**(ALWAYS | {"funding__engagement": 1.0}))
    won = monthly(model)["co_funding"]
    standing = monthly(model)["legitimacy"]
    factor = model.parameters.funding.co_funding
    assert max(won) > 0.0
    for month in range(1, 49):
        expected = grants[month] * factor * standing[month - 1]
        assert won[month] == pytest.approx(expected)


def test_distant_funders_win_nobody():
    model, _ = paid(**(ALWAYS | {"funding__engagement": 0.0}))
    assert not any(monthly(model)["co_funding"])


def test_a_stopped_initiative_is_paid_no_more():
    hopeless = ALWAYS | {
        "membership__exit_hazard": 2.0,
        "morale__at_start": 0.0,
        "morale__rest": 0.0,
        "morale__belief_at_start": 0.0,
    }
    model, grants = paid(**hopeless)
    (stop,) = months_of(model, "collapse")
    assert grants[stop] > 0.0
    assert not any(grants[stop + 1 :])
    assert monthly(model)["staff"][stop + 12] < 0.2 * monthly(model)["staff"][stop]
