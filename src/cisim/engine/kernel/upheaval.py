"""What may befall an organisation: elections, new leaders, open conflict."""

import numpy as np

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import draw_each, drawn, lowest
from cisim.engine.kernel.layout import Shown
from cisim.engine.kernel.log import NO_REASON, kind, record
from cisim.engine.kernel.pairs import reach
from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.elementary import (
    WIDEST_DISTANCE,
    distance,
    monthly_probability,
    strikes,
)
from cisim.model.state import Sector
from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, context, people

LEADER_LEFT, CONFLICT = kind("leader_left"), kind("conflict")


@inlined
def befall_members(p: Parameters, s: State, new_administration: bool) -> None:
    """Let members follow a new administration, lose leaders, fall into conflict."""
    made_good = people.made_good(p.support)
    if s.now.is_upset:
        _calm_down(s)
    if new_administration:
        _follow_administration(p, s, made_good)
    _lose_leaders(p, s, made_good)
    if s.initiative.convened:
        _quarrel(p, s)


@inlined
def _calm_down(s: State) -> None:
    """Forget what befell members last month."""
    s.now.is_upset = False
    for k in range(s.now.members):
        own = s.organisations[s.members[k]]
        own.leader_left = own.in_conflict = False


@inlined
def _lose_leaders(p: Parameters, s: State, made_good: float) -> None:
    """Let members lose their leaders, by chance; in most months none does."""
    private = p.place.leader_turnover
    public = p.place.public_leader_turnover
    draw_each(s, Purpose.LEADER_LEAVES, reach(s))
    if lowest(s, reach(s)) >= max(private, public):
        return
    for k in range(s.now.members):
        place = s.members[k]
        of_government = s.organisations[place].sector == Sector.GOVERNMENT
        if s.luck[place] < (public if of_government else private):
            _lose_leader(p, s, place, made_good)


@inlined
def _quarrel(p: Parameters, s: State) -> None:
    """Let members fall into open conflict with the table, by chance."""
    antagonism = p.disagreement.antagonism
    mediation = backbone.mediation(
        s.backbone.capacity, s.backbone.neutrality, antagonism
    )
    draw_each(s, Purpose.CONFLICT, reach(s))
    farthest = context.conflict_hazard(p.place, antagonism, WIDEST_DISTANCE, mediation)
    if not strikes(2.0 * farthest, lowest(s, reach(s))):
        return
    for k in range(s.now.members):
        place = s.members[k]
        if strikes(_conflict(p, s, s.organisations[place], mediation), s.luck[place]):
            _fall_into_conflict(p, s, place)


@inlined
def _conflict(p: Parameters, s: State, own: np.record, mediation: float) -> float:
    """Monthly hazard of an open conflict with the table."""
    table = s.initiative
    away = distance(own.agenda_x, own.agenda_y, table.agenda_x, table.agenda_y)
    return context.conflict_hazard(p.place, p.disagreement.antagonism, away, mediation)


@inlined
def _follow_administration(p: Parameters, s: State, made_good: float) -> None:
    """Let governments take over new views; part of their effort is lost."""
    for k in range(s.now.members):
        place = s.members[k]
        own = s.organisations[place]
        if own.sector == Sector.GOVERNMENT:
            u = drawn(s, Purpose.AGENDA_SWING, place, 0)
            v = drawn(s, Purpose.AGENDA_SWING, place, 1)
            own.mandate_x = context.shifted_mandate(p.place, own.mandate_x, u)
            own.mandate_y = context.shifted_mandate(p.place, own.mandate_y, v)
            own.effort = context.kept_after_turnover(
                p.place, own.effort, 0.0, made_good
            )


@inlined
def _lose_leader(p: Parameters, s: State, place: int, made_good: float) -> None:
    """Lose the trust and the mindset that the leader carried."""
    own, first = s.organisations[place], p.organisations.systems_mindset
    record(s, LEADER_LEFT, place, NO_REASON)
    own.leader_left = s.now.is_upset = True
    for tie in range(len(s.offsets)):
        s.trust[tie, place] = context.kept_after_turnover(
            p.place, s.trust[tie, place], s.first_trust[tie, place], made_good
        )
    own.trust_in_backbone = context.kept_after_turnover(
        p.place, own.trust_in_backbone, 0.0, made_good
    )
    own.systems_mindset = context.kept_after_turnover(
        p.place, own.systems_mindset, first, made_good
    )


@inlined
def _fall_into_conflict(p: Parameters, s: State, place: int) -> None:
    """Lose goodwill in an open conflict; the others' trust follows."""
    own = s.organisations[place]
    record(s, CONFLICT, place, NO_REASON)
    own.in_conflict = s.now.is_upset = True
    own.morale = context.after_conflict(p.place, own.morale)


@inlined
def lose_partners_trust(p: Parameters, s: State) -> None:
    """Let partners trust less whoever has a new leader or came into open conflict."""
    if not s.now.is_upset:
        return
    made_good = people.made_good(p.support)
    for k in range(s.now.members):
        place = s.members[k]
        own = s.organisations[place]
        if own.leader_left or own.in_conflict:
            _lose_trust_of_all(p, s, place, made_good)


@inlined
def _lose_trust_of_all(p: Parameters, s: State, place: int, made_good: float) -> None:
    own, size = s.organisations[place], len(s.organisations)
    for tie in range(len(s.offsets)):
        other = (place - s.offsets[tie]) % size
        if s.shown[Shown.HERE, other] > 0.0:
            trusted = s.trust[tie, other]
            if own.leader_left:
                trusted = context.kept_after_turnover(
                    p.place, trusted, s.first_trust[tie, other], made_good
                )
            if own.in_conflict:
                trusted = context.after_conflict(p.place, trusted)
            s.trust[tie, other] = trusted
