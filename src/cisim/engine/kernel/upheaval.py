"""What may befall an organisation: elections, new leaders, open conflict."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import count_below, draw_each, drawn
from cisim.engine.kernel.layout import Mark, Own, Shown
from cisim.engine.kernel.log import NO_REASON, kind, record
from cisim.engine.kernel.pairs import reach
from cisim.engine.kernel.state import State, roster
from cisim.model.compilation import inlined
from cisim.model.elementary import (
    WIDEST_DISTANCE,
    distance,
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
        place = s.members[k]
        s.marks[Mark.LEADER_LEFT, place] = s.marks[Mark.IN_CONFLICT, place] = 0


@inlined
def _lose_leaders(p: Parameters, s: State, made_good: float) -> None:
    """Let members lose their leaders, by chance; in most months none does."""
    private, public = p.place.leader_turnover, p.place.public_leader_turnover
    draw_each(s, Purpose.LEADER_LEAVES, reach(s))
    if count_below(s.luck, max(private, public), reach(s)) == 0:
        return
    for k in range(s.now.members):
        place = s.members[k]
        of_government = s.marks[Mark.SECTOR, place] == Sector.GOVERNMENT
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
    # A chance is at most its hazard, and the last bits of a distance may go beyond.
    if count_below(s.luck, 1.001 * farthest, reach(s)) == 0:
        return
    for k in range(s.now.members):
        place = s.members[k]
        if strikes(_conflict(p, s, place, mediation), s.luck[place]):
            _fall_into_conflict(p, s, place)


@inlined
def _conflict(p: Parameters, s: State, place: int, mediation: float) -> float:
    """Monthly hazard of an open conflict with the table."""
    x, y = s.own[Own.AGENDA_X, place], s.own[Own.AGENDA_Y, place]
    away = distance(x, y, s.initiative.agenda_x, s.initiative.agenda_y)
    return context.conflict_hazard(p.place, p.disagreement.antagonism, away, mediation)


@inlined
def _follow_administration(p: Parameters, s: State, made_good: float) -> None:
    """Let governments take over new views; part of their effort is lost."""
    for k in range(s.now.members):
        place = s.members[k]
        if s.marks[Mark.SECTOR, place] == Sector.GOVERNMENT:
            u = drawn(s, Purpose.AGENDA_SWING, place, 0)
            v = drawn(s, Purpose.AGENDA_SWING, place, 1)
            x, y = s.own[Own.MANDATE_X, place], s.own[Own.MANDATE_Y, place]
            s.own[Own.MANDATE_X, place] = context.shifted_mandate(p.place, x, u)
            s.own[Own.MANDATE_Y, place] = context.shifted_mandate(p.place, y, v)
            _lose(p, s, Own.EFFORT, place, 0.0, made_good)


@inlined
def _lose(
    p: Parameters, s: State, row: int, place: int, floor: float, made_good: float
) -> None:
    """Lose the part of a variable that a person carried who has gone."""
    s.own[row, place] = context.kept_after_turnover(
        p.place, s.own[row, place], floor, made_good
    )


@inlined
def _lose_leader(p: Parameters, s: State, place: int, made_good: float) -> None:
    """Lose the trust and the mindset that the leader carried."""
    first = p.organisations.systems_mindset
    record(s, LEADER_LEFT, place, NO_REASON)
    s.marks[Mark.LEADER_LEFT, place] = 1
    s.now.is_upset = True
    for tie in range(len(s.offsets)):
        s.trust[tie, place] = context.kept_after_turnover(
            p.place, s.trust[tie, place], s.first_trust[tie, place], made_good
        )
    _lose(p, s, Own.TRUST_IN_BACKBONE, place, 0.0, made_good)
    _lose(p, s, Own.SYSTEMS_MINDSET, place, first, made_good)


@inlined
def _fall_into_conflict(p: Parameters, s: State, place: int) -> None:
    """Lose goodwill in an open conflict; the others' trust follows."""
    record(s, CONFLICT, place, NO_REASON)
    s.marks[Mark.IN_CONFLICT, place] = 1
    s.now.is_upset = True
    morale = s.own[Own.MORALE, place]
    s.own[Own.MORALE, place] = context.after_conflict(p.place, morale)


@inlined
def lose_partners_trust(p: Parameters, s: State) -> None:
    """Let partners trust less whoever has a new leader or came into open conflict."""
    if not s.now.is_upset:
        return
    made_good = people.made_good(p.support)
    for k in range(s.now.members):
        place = s.members[k]
        if s.marks[Mark.LEADER_LEFT, place] or s.marks[Mark.IN_CONFLICT, place]:
            _lose_trust_of_all(p, s, place, made_good)


@inlined
def _lose_trust_of_all(p: Parameters, s: State, place: int, made_good: float) -> None:
    size, changed = roster(s), s.marks[Mark.LEADER_LEFT, place]
    quarrels = s.marks[Mark.IN_CONFLICT, place]
    for tie in range(len(s.offsets)):
        other = (place - s.offsets[tie]) % size
        if s.shown[Shown.HERE, other] > 0.0:
            trusted = s.trust[tie, other]
            if changed:
                trusted = context.kept_after_turnover(
                    p.place, trusted, s.first_trust[tie, other], made_good
                )
            if quarrels:
                trusted = context.after_conflict(p.place, trusted)
            s.trust[tie, other] = trusted
