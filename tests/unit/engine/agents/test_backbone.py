"""The backbone: posts, directors, a host with its elections, posts for members."""

import pytest

from cisim.configuration.choices import Host
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.upheaval import trust_in_host
from cisim.model.submodels.funding import wage
from tests.histories import lived, monthly, months_of, scenario

SMALL = {"organisations__at_table": 6, "organisations__outside": 0}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(SMALL | settings)), rng=1)


def visited(model, process):
    """The backbone after a process of its own."""
    getattr(model.backbone, process)()
    model.backbone.settle()
    return model.backbone


def test_posts_follow_money_and_capacity_follows_posts():
    model = model_of(place__director_turnover=0.0)
    model.run_for(24)
    backbone = model.backbone
    assert backbone.staff > 1.0
    assert backbone.experience == 1.0
    assert backbone.capacity == pytest.approx(
        model.parameters.backbone.skill * backbone.fullness
    )


@pytest.mark.parametrize(("antagonism", "share"), [(0.0, 1.0), (0.5, 0.8), (1.0, 0.6)])
def test_neutral_ground_counts_where_interests_oppose(antagonism, share):
    model = model_of(disagreement__antagonism=antagonism)
    model.backbone.capacity, model.backbone.neutrality = 0.5, 0.6
    assert model.backbone.mediation == pytest.approx(0.5 * share)


def test_without_money_and_partners_there_is_no_backbone():
    model = lived(
        scenario(
            funding__yearly_amount=0.0,
            funding__partner_share=0.0,
            result__horizon_years=1,
            **SMALL,
        )
    )
    assert not any(monthly(model)["staff"])
    assert not any(monthly(model)["backbone_support"])


def test_a_new_director_has_to_learn():
    model = model_of(place__director_turnover=0.5)
    while not months_of(model, "director_left"):
        model.step()
    assert model.backbone.experience == 0.0
    model.parameters = model.parameters._replace(
        place=model.parameters.place._replace(director_turnover=0.0)
    )
    assert 0.0 < visited(model, "change_context").experience < 1.0


def test_where_nobody_directs_no_director_leaves():
    model = model_of(place__director_turnover=0.5, funding__yearly_amount=0.0)
    model.backbone.staff = 0.0
    for month in range(50):
        model.month = month
        visited(model, "change_context")
    assert not model.events


# ---- Host ----

HOSTED = {
    "backbone__host": Host.COUNCIL,
    "place__election_interval_months": 6,
    "place__administration_change": 1.0,
    "place__director_turnover": 0.0,
}


@pytest.mark.parametrize(
    ("host", "months", "after"),
    [
        (Host.INDEPENDENT, [], [1, 24, 25, 30]),
        (Host.INCUBATED, [1, 24], [25, 30]),
        (Host.COUNCIL, [1, 24, 25, 30], []),
    ],
)
def test_a_host_costs_neutrality_while_it_hosts(host, months, after):
    model = model_of(backbone__host=host, backbone__incubation_months=24)
    free = model.parameters.backbone.neutrality
    held = free * (1.0 - model.parameters.backbone.hosted_loss)
    for month in sorted(months + after):
        model.month = month
        expected = held if month in months else free
        assert visited(model, "change_context").neutrality == pytest.approx(expected)


def test_an_election_shakes_a_hosted_backbone():
    model = model_of(**HOSTED)
    model.backbone.staff = 4.0
    model.month = 6
    lost = model.parameters.backbone.hosted_upheaval
    assert visited(model, "change_context").staff == pytest.approx(4.0 * (1.0 - lost))
    own = model.members[0]
    own.trust_in_backbone = 0.5
    assert trust_in_host(own) == pytest.approx(0.5 * (1.0 - lost))


@pytest.mark.parametrize(
    "otherwise",
    [
        {"backbone__host": Host.INDEPENDENT},
        {"place__administration_change": 0.0},
        {"backbone__host": Host.INCUBATED, "backbone__incubation_months": 5},
        {"place__election_interval_months": 7},
    ],
)
def test_nothing_shakes_a_backbone_without_host_or_new_administration(otherwise):
    model = model_of(**(HOSTED | otherwise))
    model.backbone.staff = 4.0
    model.month = 6
    assert visited(model, "change_context").staff == 4.0
    own = model.members[0]
    assert trust_in_host(own) == own.trust_in_backbone


# ---- Money ----


def test_money_goes_to_posts_of_the_backbone_and_of_members():
    """Twelve months' money is what all posts that it fills cost in a year."""
    model = model_of(
        funding__to_members=0.3,
        funding__partner_share=0.0,
        backbone__skill=0.9,
        backbone__hiring=5.0,
        backbone__layoff=5.0,
        place__downturn=0.0,
    )
    model.run_for(6)
    p = model.parameters
    monthly_money = monthly(model)["grants"][6] + monthly(model)["co_funding"][6]
    at_members = model.initiative.posts_each * len(model.members)
    paid = model.backbone.staff * wage(p.funding, p.backbone.skill)
    paid += at_members * p.funding.cost_per_staff
    assert at_members > 0.0
    assert paid == pytest.approx(12.0 * monthly_money, rel=0.02)


def test_posts_for_members_are_capacity_of_members_alone():
    model = model_of(funding__to_members=1.0, organisations__outside=4)
    model.run_for(2)
    posts = model.initiative.posts_each
    assert posts > 0.0
    for own in model.roster:
        added = own.capacity - own.own_capacity * model.place.economy
        assert added == pytest.approx(posts if own.is_member else 0.0)


def test_working_groups_and_ignorance_make_more_work():
    plain = model_of(support__process_capacity=1.0)
    lost = model_of(support__process_capacity=0.0)
    for model in (plain, lost):
        model.backbone.staff = 0.5
        assert visited(model, "staff_backbone").fullness < 1.0
    assert lost.backbone.fullness < plain.backbone.fullness
