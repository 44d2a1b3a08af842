"""The action plan grows with agreement and keeps effort from being done twice."""

from hypothesis import given

from cisim.configuration.parameters import Plan
from cisim.model.submodels.activities import complementary, next_plan
from tests.strategies import group, shares

P = Plan()


@given(group(Plan), shares, shares, shares)
def test_without_an_agenda_no_plan_grows(p, plan, full, agreement):
    assert next_plan(p, plan, 0.0, full, agreement) <= plan


@given(group(Plan), shares, shares)
def test_a_full_backbone_forgets_nothing(p, plan, agreement):
    assert next_plan(p, plan, 1.0, 1.0, agreement) >= plan


def test_without_a_backbone_an_old_plan_is_forgotten():
    assert next_plan(P, 0.8, 1.0, 0.0, 1.0) < 0.8


@given(shares, shares)
def test_agreement_helps(plan, full):
    less, more = (next_plan(P, plan, 1.0, full, a) for a in (0.2, 0.8))
    assert more >= less


@given(group(Plan), shares)
def test_a_complete_plan_leaves_no_duplicates(p, effort):
    assert complementary(p, effort, 1.0) == effort
    assert complementary(p, effort, 0.0) <= effort


def test_half_is_lost_where_duplication_is_a_half():
    assert complementary(P._replace(duplication=0.5), 2.0, 0.0) == 1.0
