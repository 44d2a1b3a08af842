"""The common agenda at the table: drafting it, agreeing on it, deciding."""

from typing import TYPE_CHECKING

from cisim.engine.agents.seating import leaders
from cisim.model.elementary import distance, total
from cisim.model.streams import Purpose
from cisim.model.submodels import agendas, common_agenda, governance, people

if TYPE_CHECKING:
    from cisim.engine.agents.initiative import Initiative

type Point = tuple[float, float]


def drafted(table: "Initiative") -> Point:
    """Draft of the common agenda: members by their say, and those around them."""
    whole = total(member.say for member in table.members)
    weights = _weights_around(table)
    model = table.model
    views = zip(
        model.community.view,
        model.champion.view,
        model.council.plan,
        (0.0, 0.0),
        strict=True,
    )
    x, y = (
        agendas.pulled(
            total(m.say * m.agenda[axis] for m in table.members) / whole, weights, goals
        )
        for axis, goals in enumerate(views)
    )
    return x, y


def _weights_around(table: "Initiative") -> tuple[float, float, float, float]:
    """Weights in the draft of community, pressing champion and council's plan.

    The plan of the council counts until an agenda is adopted.
    """
    p, model = table.parameters, table.model
    return (
        people.community_voice(p.community),
        people.champion_weight(p.champion, model.champion.influence),
        0.0 if table.adopted else people.plan_weight(p.council),
        0.0,
    )


def agreement_on(table: "Initiative", agenda: Point) -> float:
    """How near members' agendas are to this one."""
    away = total(distance(*member.agenda, *agenda) for member in table.members)
    return common_agenda.agreement(table.parameters.agenda, away / len(table.members))


def push(table: "Initiative") -> float:
    """How hard a pressing champion and the council's plan draw members to the draft.

    Once an agenda is adopted, the plan has done its work.
    """
    p = table.parameters
    champion = people.champion_push(p.champion, table.model.champion.influence)
    return champion + (0.0 if table.adopted else people.plan_push(p.council))


def is_adopted(table: "Initiative", draft: Point) -> bool:
    """Whether enough members, by the same weights as the draft's, agree and decide."""
    if table.meetings <= 0.0:
        return False
    p = table.parameters
    whole = total(member.say for member in table.members)
    near = total(
        member.say
        for member in table.members
        if distance(*member.agenda, *draft) <= p.agenda.reach
    )
    present = total(member.say for member in table.members if member.attends)
    deciding = governance.decision_probability(p.governance, leaders(table.model))
    return (
        common_agenda.is_adopted(p.agenda, near / whole, present / whole)
        and table.draw(Purpose.DECISION) < deciding
    )
